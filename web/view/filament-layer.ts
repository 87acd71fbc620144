// Drawn over the section as lines: filaments, thin and tapered to a bright tip, since their openings of some nanometres have
// no width on a screen; flaws, the short, the site of highest risk, and what was drawn by hand in the electrolyte.
import { isRisk } from "../../core/tables/fields";
import type { Filament } from "../../sim/filaments";
import type { FieldName, Observables, RunEvent } from "../../sim/types";
import { SEGMENT_TIME } from "../worker-protocol";
import type { Camera } from "./camera";
import { type ColourName, colour } from "./colour";
import { addLine } from "./outlines";
import { type Pen, PenLayer, type Projection } from "./pen-layer";
import type { Scene } from "./picture";
import { type Drawn, endsOfBoundary, endsOfFlaw } from "./shapes";

/** [px] Width of a filament at its root and just behind its tip, and that of a flaw that has not grown. */
const root = 4;
const tip = 1.5;
const thinnest = 2;
/** [px] Radius of the bright tip. */
const glow = 3;
/** [px] Width of the dashes of dead lithium. */
const deadest = 2.5;

/** Width in pixels at that share of the way from the root of a filament to its tip. */
export function strokeOf({ grown, dead }: Pick<Filament, "grown" | "dead">, share: number): number {
  if (!grown) return thinnest;
  return dead ? deadest : root + (tip - root) * share;
}

/** The short that holds now, else the last there was. */
export function lastShort(events: readonly RunEvent[]): RunEvent | undefined {
  return events.findLast(({ kind }) => kind === "short");
}

/** The site of highest risk is marked on the risk layers until a filament has started: it is a forecast of that. */
export function marksRisk({ riskMax, filamentCount }: Observables, layer: FieldName): boolean {
  return isRisk(layer) && riskMax > 0 && filamentCount === 0;
}

/** Segments at once that are still shown one after the other. */
const mostShown = 60;
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Age of the youngest point, -1 without any. */
const newestOf = (filaments: readonly Filament[]) =>
  filaments.reduce((most, { order }) => Math.max(most, order.at(-1) ?? -1, order[0] ?? -1), -1);

/** The points of a filament as it was when the point of age `shown` had come, a part of the way counted. */
export function grownTo(
  { points, order }: Pick<Filament, "points" | "order">,
  shown: number,
): number[] {
  const part: number[] = [];
  for (let k = 0; k < order.length; k++) {
    const late = order[k]! - shown;
    if (late <= 0) part.push(points[2 * k]!, points[2 * k + 1]!);
    else {
      if (k > 0 && late < 1 && order[k - 1]! <= shown) {
        const share = 1 - late;
        for (const c of [0, 1]) {
          const before = points[2 * k - 2 + c]!;
          part.push(before + share * (points[2 * k + c]! - before));
        }
      }
      break;
    }
  }
  return part;
}

export class FilamentLayer extends PenLayer {
  /** Ages of the points that have come, are shown, and were shown when the last ones came; and when that was [ms]. */
  private newest = -1;
  private shown = -1;
  private from = -1;
  private since = 0;

  constructor(host: HTMLElement) {
    super(host, "filaments", true);
  }

  override update(scene: Scene) {
    const newest = newestOf(scene.frame.filaments);
    if (newest !== this.newest) {
      const grew = newest - this.newest;
      const follows = this.newest > 0 && grew > 0 && grew < mostShown && !still();
      this.from = follows
        ? Math.min(this.newest, Math.max(this.shown, this.newest - mostShown))
        : newest;
      this.since = performance.now();
      this.newest = newest;
    }
    super.update(scene);
  }

  override draw(camera: Camera, now: number) {
    const shown = Math.min(this.newest, this.from + (now - this.since) / SEGMENT_TIME);
    if (shown !== this.shown) {
      this.shown = shown;
      this.repaint();
    }
    super.draw(camera, now);
  }

  protected inputs({ frame, run, events, field }: Scene) {
    const drawn = run ? run.flaws.length + run.grains.length : 0;
    const marked = marksRisk(frame.observables, field.field) || lastShort(events) !== undefined;
    return drawn + frame.filaments.length > 0 || marked ? [frame, run, events, field] : null;
  }

  protected paint(pen: Pen, to: Projection, { frame, run, events, field }: Scene) {
    const { observables } = frame;
    // Segments of one time step are shown in the order in which they came.
    const filaments =
      this.shown >= this.newest
        ? frame.filaments
        : frame.filaments
            .map((f) => ({ ...f, points: Float64Array.from(grownTo(f, this.shown)) }))
            .filter(({ points }) => points.length > 2);
    if (run) paintDrawn(pen, to, filaments.length > 0 ? { ...run, flaws: [] } : run);
    // Rims first, so that no line cuts another in two where they meet.
    for (const f of filaments) if (!f.dead) paintFilament(pen, to, f, 2.2, "rim");
    for (const f of filaments) paintFilament(pen, to, f, 0, "filament");
    for (const f of filaments) if (f.grown && !f.dead) paintTip(pen, to, f);
    if (marksRisk(observables, field.field)) {
      paintSite(pen, to.place({ x: observables.riskSite, depth: 0 }));
    }
    const short = lastShort(events);
    if (short?.site !== undefined) {
      const base = to.place({ x: short.site, depth: frame.electrolyteRows * frame.h });
      paintShort(pen, base, observables.shortKind > 0 || observables.infiltration >= 1);
    }
  }
}

/** What was drawn by hand; the run draws flaws itself where they can grow. */
function paintDrawn(pen: Pen, to: Projection, { flaws, grains }: Drawn) {
  pen.strokeStyle = colour("contact");
  pen.lineWidth = 1;
  pen.globalAlpha = 0.6;
  pen.beginPath();
  for (const flaw of flaws) addLine(pen, to, endsOfFlaw(flaw));
  for (const grain of grains) addLine(pen, to, endsOfBoundary(grain));
  pen.stroke();
  pen.globalAlpha = 1;
}

/** Tapered from its root to its tip; `more` [px] all around. */
function paintFilament(
  pen: Pen,
  { place }: Projection,
  f: Filament,
  more: number,
  name: ColourName,
) {
  const { points, dead } = f;
  const last = points.length / 2 - 1;
  const at = (k: number) => place({ x: points[2 * k]!, depth: points[2 * k + 1]! });
  pen.strokeStyle = colour(name);
  pen.globalAlpha = dead ? 0.8 : 1;
  pen.lineCap = dead ? "butt" : "round";
  if (dead || !f.grown) {
    pen.setLineDash(dead ? [6, 4] : []);
    pen.lineWidth = strokeOf(f, 0) + more;
    pen.beginPath();
    for (let k = 0; k <= last; k++) pen.lineTo(...at(k));
    pen.stroke();
    pen.setLineDash([]);
  } else {
    for (let k = 0; k < last; k++) {
      pen.lineWidth = strokeOf(f, (k + 0.5) / last) + more;
      pen.beginPath();
      pen.moveTo(...at(k));
      pen.lineTo(...at(k + 1));
      pen.stroke();
    }
  }
  pen.globalAlpha = 1;
}

/** Where it cracks on: bright. */
function paintTip(pen: Pen, { place }: Projection, { points }: Filament) {
  const [x, y] = place({ x: points.at(-2)!, depth: points.at(-1)! });
  pen.beginPath();
  pen.arc(x, y, glow + 2, 0, 2 * Math.PI);
  pen.fillStyle = colour("filament");
  pen.fill();
  pen.beginPath();
  pen.arc(x, y, glow, 0, 2 * Math.PI);
  pen.fillStyle = colour("contact");
  pen.fill();
}

/** Points at the interface from above. */
function paintSite(pen: Pen, [x, y]: [number, number]) {
  pen.beginPath();
  pen.moveTo(x, y - 2);
  pen.lineTo(x - 8, y - 16);
  pen.lineTo(x + 8, y - 16);
  pen.closePath();
  pen.fillStyle = colour("contact");
  pen.strokeStyle = colour("rim");
  pen.lineWidth = 2;
  pen.fill();
  pen.stroke();
}

/** A ring at the counter side; hollow once the short has healed. */
function paintShort(pen: Pen, [x, y]: [number, number], holds: boolean) {
  pen.beginPath();
  pen.arc(x, y - 7, 7, 0, 2 * Math.PI);
  pen.lineWidth = 6;
  pen.strokeStyle = colour("rim");
  pen.stroke();
  if (holds) {
    pen.fillStyle = colour("contact");
    pen.fill();
  }
  pen.lineWidth = 3;
  pen.strokeStyle = colour("filament");
  pen.stroke();
}
