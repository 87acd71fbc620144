// Drawn over the section as lines, in CSS pixels: filaments and flaws as wide as their opening (exaggerated), the short,
// the site of highest risk, what was drawn by hand in the electrolyte, and the stroke that a hand draws now.
import type { Filament } from "../../sim/filaments";
import type { FieldName, Frame, Observables, RunEvent } from "../../sim/types";
import { part } from "../ui/dom";
import type { RunInfo } from "../worker-protocol";
import { materials } from "./colour";
import {
  type Drawn,
  endsOfBoundary,
  endsOfFlaw,
  flawOf,
  nearest,
  type Point,
  type Pore,
  poreOf,
  type Sketch,
} from "./stroke";
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
  sketch: Sketch | null;
}

export class Lines {
  private readonly canvas = part<HTMLCanvasElement>("lines");
  private drawn: unknown[] = [];

  constructor(private readonly view: View) {}

  /** Draws when something has changed; called on each animation frame. */
  tick({ frame, run, events, layer, sketch }: Drawing) {
    const { left, top, width } = this.view;
    const { clientWidth, clientHeight } = this.canvas;
    const now = [frame, run, events, layer, sketch, left, top, width, clientWidth, clientHeight];
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

    if (run) made(pen, place, frame.filaments.length > 0 ? { ...run, flaws: [] } : run, scale);
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
    if (sketch?.tool === "erase") {
      if (run) doomed(pen, place, run, sketch.to, scale);
    } else if (sketch) draft(pen, place, sketch, scale);
  }
}

type Pen = CanvasRenderingContext2D;
type Place = (x: number, depth: number) => [number, number];

/** What was drawn by hand; the run draws flaws itself where they can grow. */
function made(pen: Pen, place: Place, { flaws, grains, pores }: Drawn, scale: number) {
  pen.strokeStyle = materials.contact;
  pen.lineWidth = 1;
  pen.globalAlpha = 0.6;
  pen.beginPath();
  for (const flaw of flaws) straight(pen, place, endsOfFlaw(flaw));
  for (const grain of grains) straight(pen, place, endsOfBoundary(grain));
  for (const pore of pores) round(pen, place, pore, scale);
  pen.stroke();
  pen.globalAlpha = 1;
}

function straight(pen: Pen, place: Place, [a, b]: [Point, Point]) {
  pen.moveTo(...place(a.x, a.depth));
  pen.lineTo(...place(b.x, b.depth));
}

function round(pen: Pen, place: Place, { at, depth, diameter }: Pore, scale: number) {
  const [x, y] = place(at, depth);
  const radius = (diameter / 2) * scale;
  pen.moveTo(x + radius, y);
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

/** The path drawn so far, to be seen over any field. */
function bold(pen: Pen, colour: string) {
  pen.lineWidth = 5;
  pen.strokeStyle = materials.rim;
  pen.stroke();
  pen.lineWidth = 2.4;
  pen.strokeStyle = colour;
  pen.stroke();
}

/** The stroke that a hand draws, and the hand: a dot where it is on the interface, a ring below. */
function draft(pen: Pen, place: Place, { tool, from, to }: Sketch, scale: number) {
  const line: [Point, Point] = !from
    ? [to, to]
    : tool === "flaw"
      ? endsOfFlaw(flawOf(from, to))
      : [from, to];
  pen.beginPath();
  if (from && tool === "pore") round(pen, place, poreOf(from, to), scale);
  else straight(pen, place, line);
  bold(pen, tool === "flaw" ? materials.filament : materials.contact);
  for (const point of line) {
    pen.beginPath();
    pen.arc(...place(point.x, point.depth), 4, 0, 2 * Math.PI);
    pen.fillStyle = point.depth === 0 ? materials.contact : materials.rim;
    pen.fill();
    pen.lineWidth = 1.6;
    pen.strokeStyle = point.depth === 0 ? materials.rim : materials.contact;
    pen.stroke();
  }
}

/** What the eraser would take. */
function doomed(pen: Pen, place: Place, run: Drawn, hand: Point, scale: number) {
  const found = nearest(run, hand);
  if (!found) return;
  const { kind, index } = found;
  pen.beginPath();
  if (kind === "pore") round(pen, place, run.pores[index]!, scale);
  else if (kind === "flaw") straight(pen, place, endsOfFlaw(run.flaws[index]!));
  else straight(pen, place, endsOfBoundary(run.grains[index]!));
  bold(pen, materials.lost);
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
