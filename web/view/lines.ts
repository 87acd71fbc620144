// Drawn over the section as lines, in CSS pixels: filaments and flaws as wide as their opening (exaggerated), the short,
// the site of highest risk, and what was drawn by hand in the electrolyte (grain boundaries, pores).
import type { Filament } from "../../sim/filaments";
import type { FieldName, Frame, Observables, RunEvent } from "../../sim/types";
import type { RunInfo } from "../link";
import { part } from "../ui/dom";
import { materials } from "./colour";
import type { View } from "./view";

/** How much wider than it is the opening of a filament is drawn. */
export const widening = 20;
/** [px] Greatest width of a filament. */
export const greatest = 24;
/** [px] Least width of a filament, and that of a flaw that has not grown. */
const least = 2.6;
const thinnest = 1.6;
/** [px] Width of the dashes of dead lithium, at least: an emptied filament is thin. */
const deadest = 3;

/** Width in pixels at `scale` pixels per metre. */
export function strokeOf(
  { grown, dead, width }: Pick<Filament, "grown" | "dead" | "width">,
  scale: number,
): number {
  if (!grown) return thinnest;
  return Math.min(greatest, Math.max(dead ? deadest : least, widening * width * scale));
}

/** The short that holds now, else the last there was. */
export function lastShort(events: readonly RunEvent[]): RunEvent | undefined {
  return events.findLast(({ kind }) => kind === "short");
}

/** The site of highest risk is marked on the risk layers until a filament has started: it is a forecast of that. */
export function marksRisk({ riskMax, filamentCount }: Observables, layer: FieldName): boolean {
  return layer.startsWith("risk") && riskMax > 0 && filamentCount === 0;
}

export interface Drawing {
  frame: Frame;
  run: RunInfo | null;
  events: readonly RunEvent[];
  layer: FieldName;
}

export class Lines {
  private readonly canvas = part<HTMLCanvasElement>("lines");
  private drawn: unknown[] = [];

  constructor(private readonly view: View) {}

  /** Draws when something has changed; called on each animation frame. */
  tick({ frame, run, events, layer }: Drawing) {
    const { left, top, width } = this.view;
    const { clientWidth, clientHeight } = this.canvas;
    const now = [frame, run, events, layer, left, top, width, clientWidth, clientHeight];
    if (now.every((value, i) => value === this.drawn[i])) return;
    this.drawn = now;
    const sharp = Math.min(2, window.devicePixelRatio);
    this.canvas.width = clientWidth * sharp;
    this.canvas.height = clientHeight * sharp;
    const pen = this.canvas.getContext("2d")!;
    const cell = clientWidth / width;
    const scale = cell / frame.h;
    pen.scale(sharp, sharp);
    pen.lineJoin = "round";
    pen.lineCap = "round";
    const place: Place = (x, depth) => [
      x * scale - left * cell,
      (frame.lithiumRows - top) * cell + depth * scale,
    ];

    if (run) made(pen, place, run, scale);
    // Rims first, so that no line cuts another in two where they meet.
    for (const f of frame.filaments) {
      if (!f.dead) stroke(pen, place, f, strokeOf(f, scale) + 2.4, materials.rim);
    }
    for (const f of frame.filaments) stroke(pen, place, f, strokeOf(f, scale), materials.filament);
    if (marksRisk(frame.observables, layer)) pin(pen, place(frame.observables.riskSite, 0));
    const short = lastShort(events);
    if (short?.site !== undefined) {
      const base = place(short.site, frame.electrolyteRows * frame.h);
      spark(pen, base, frame.observables.shortKind > 0 || frame.observables.infiltration >= 1);
    }
  }
}

type Pen = CanvasRenderingContext2D;
type Place = (x: number, depth: number) => [number, number];

function made(pen: Pen, place: Place, { grains, pores }: RunInfo, scale: number) {
  pen.globalAlpha = 0.4;
  pen.strokeStyle = materials.contact;
  pen.lineWidth = 1;
  for (const { from, fromDepth, to, toDepth } of grains) {
    pen.beginPath();
    pen.moveTo(...place(from, fromDepth));
    pen.lineTo(...place(to, toDepth));
    pen.stroke();
  }
  for (const { at, depth, diameter } of pores) {
    pen.beginPath();
    pen.arc(...place(at, depth), (diameter / 2) * scale, 0, 2 * Math.PI);
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

function stroke(pen: Pen, place: Place, { points, dead }: Filament, width: number, colour: string) {
  pen.beginPath();
  for (let k = 0; k + 1 < points.length; k += 2) {
    pen.lineTo(...place(points[k]!, points[k + 1]!));
  }
  pen.lineWidth = width;
  pen.strokeStyle = colour;
  pen.globalAlpha = dead ? 0.8 : 1;
  pen.lineCap = dead ? "butt" : "round";
  pen.setLineDash(dead ? [6, 4] : []);
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** Points at the interface from above. */
function pin(pen: Pen, [x, y]: [number, number]) {
  pen.beginPath();
  pen.moveTo(x, y - 2);
  pen.lineTo(x - 8, y - 16);
  pen.lineTo(x + 8, y - 16);
  pen.closePath();
  pen.fillStyle = materials.contact;
  pen.strokeStyle = materials.rim;
  pen.lineWidth = 2;
  pen.fill();
  pen.stroke();
}

/** A ring at the counter side; hollow once the short has healed. */
function spark(pen: Pen, [x, y]: [number, number], holds: boolean) {
  pen.beginPath();
  pen.arc(x, y - 7, 7, 0, 2 * Math.PI);
  pen.lineWidth = 6;
  pen.strokeStyle = materials.rim;
  pen.stroke();
  if (holds) {
    pen.fillStyle = materials.contact;
    pen.fill();
  }
  pen.lineWidth = 3;
  pen.strokeStyle = materials.filament;
  pen.stroke();
}
