// The stroke that a hand draws now, with its measures beside it, what it has hold of and where that goes, or what it would take out.

import type { Camera } from "./camera";
import { type ColourName, colour } from "./colour";
import { type Grip, handleOf, measures, reshaped, sizeOf, thicknessAt } from "./grips";
import { addCircle, addLine, addVoid } from "./outlines";
import { type Pen, PenLayer, type Projection, projectionOf } from "./pen-layer";
import type { Scene } from "./picture";
import { endsOfFlaw, type Point } from "./shapes";
import { flawOf, label, poreOf, type Sketch, voidOf } from "./stroke";
import { moved, type Size, type StructureGrip } from "./structure-grips";

/** [px] between hand and label, and between label and the sides of the picture */
const gap = 16;
const margin = 4;

export class SketchLayer extends PenLayer {
  private readonly tag = document.createElement("span");
  private sketched: Scene | null = null;

  constructor(host: HTMLElement) {
    super(host, "sketch");
    this.tag.className = "tag beside";
    this.tag.setAttribute("aria-hidden", "true");
    this.tag.hidden = true;
    host.append(this.tag);
  }

  protected inputs({ sketch, frame }: Scene) {
    return sketch && [sketch, frame.h, frame.lithiumRows];
  }

  override update(scene: Scene) {
    super.update(scene);
    this.sketched = scene.sketch && scene;
    const text = this.words(scene);
    this.tag.hidden = text === "";
    if (text !== this.tag.textContent) this.tag.textContent = text;
  }

  override draw(camera: Camera, now: number) {
    super.draw(camera, now);
    if (this.sketched && !this.tag.hidden) this.putTag(camera, this.sketched);
  }

  override dispose() {
    super.dispose();
    this.tag.remove();
  }

  protected paint(pen: Pen, projection: Projection, { sketch, frame }: Scene) {
    if (sketch?.held) {
      paintGrip(pen, projection, sketch.held, wayOf(sketch), sizeOf(frame), frame.columns);
      paintHand(pen, projection, sketch.to);
    } else if (sketch && sketch.tool !== "erase") paintStroke(pen, projection, sketch);
  }

  private words({ sketch, frame }: Scene): string {
    if (!sketch) return "";
    const { from, held } = sketch;
    if (!held) return label(sketch);
    return from || held.kind === "layer" ? measures(held, wayOf(sketch), sizeOf(frame)) : "";
  }

  /** To the side with more room; where there is too little, at the top, clear of the stroke and of a finger. */
  private putTag(camera: Camera, scene: Scene) {
    const [x, y] = projectionOf(camera, scene).place(scene.sketch!.to);
    const wide = this.tag.offsetWidth;
    const all = camera.canvasWidth;
    const aside = x < all / 2 ? x + gap : x - gap - wide;
    const fits = aside >= margin && aside + wide <= all - margin;
    this.tag.style.left = `${fits ? aside : (all - wide) / 2}px`;
    this.tag.style.top = `${fits ? y - 13 : 52}px`;
  }
}

/** How far the hand has come. */
function wayOf({ from, to }: Sketch): Point {
  return from ? { x: to.x - from.x, depth: to.depth - from.depth } : { x: 0, depth: 0 };
}

/** What is held, where it would be put down. */
function paintGrip(pen: Pen, to: Projection, grip: Grip, by: Point, size: Size, columns: number) {
  pen.beginPath();
  if (grip.kind === "void") {
    addVoid(pen, to, reshaped(grip, by, size));
    strokeBold(pen, "contact");
    const handle = handleOf(grip);
    if (handle) paintHand(pen, to, { x: handle.x + by.x, depth: handle.depth + by.depth });
  } else if (grip.kind === "erase") {
    addStructure(pen, to, grip.of);
    strokeBold(pen, "lost");
  } else if (grip.kind === "fill") {
    for (const k of grip.of.cells) {
      const [column, row] = [k % columns, Math.floor(k / columns)];
      const [x, y] = to.place({ x: column * size.h, depth: row * size.h - size.lithium });
      pen.rect(x, y, size.h * to.scale, size.h * to.scale);
    }
    pen.fillStyle = colour("lithium");
    pen.globalAlpha = 0.75;
    pen.fill();
    pen.globalAlpha = 1;
  } else if (grip.kind !== "layer") {
    const there = moved(grip, by, size);
    addStructure(pen, to, there);
    strokeBold(pen, grip.kind === "flaw" ? "filament" : "contact");
    if (there.kind === "boundary" && there.part !== "middle") paintHand(pen, to, there[there.part]);
  } else {
    const bottom = grip.bottom + by.depth;
    const out = thicknessAt(grip, bottom, size.h) === 0;
    const depth = out ? grip.top : Math.min(bottom, size.electrolyte);
    addLine(pen, to, [
      { x: 0, depth },
      { x: size.width, depth },
    ]);
    strokeBold(pen, out ? "lost" : "contact");
  }
}

function addStructure(pen: Pen, to: Projection, grip: StructureGrip) {
  if (grip.kind === "flaw") addLine(pen, to, [grip.top, grip.tip]);
  else if (grip.kind === "boundary") addLine(pen, to, [grip.from, grip.to]);
  else {
    const { centre, radius } = grip;
    addCircle(pen, to, { at: centre.x, depth: centre.depth, diameter: 2 * radius });
  }
}

/** The stroke and the hand. */
function paintStroke(pen: Pen, projection: Projection, { tool, from, to }: Sketch) {
  const line: [Point, Point] = !from
    ? [to, to]
    : tool === "flaw"
      ? endsOfFlaw(flawOf(from, to))
      : [from, to];
  pen.beginPath();
  if (from && tool === "void") addVoid(pen, projection, voidOf(from, to));
  else if (from && tool === "pore") addCircle(pen, projection, poreOf(from, to));
  else addLine(pen, projection, line);
  strokeBold(pen, tool === "flaw" ? "filament" : "contact");
  for (const point of line) paintHand(pen, projection, point);
}

/** A dot where it is on the interface, a ring below. */
function paintHand(pen: Pen, { place }: Projection, point: Point) {
  const open = point.depth === 0;
  pen.beginPath();
  pen.arc(...place(point), 4, 0, 2 * Math.PI);
  pen.fillStyle = open ? colour("contact") : colour("rim");
  pen.fill();
  pen.lineWidth = 1.6;
  pen.strokeStyle = open ? colour("rim") : colour("contact");
  pen.stroke();
}

/** To be seen over any field. */
function strokeBold(pen: Pen, name: ColourName) {
  pen.lineWidth = 5;
  pen.strokeStyle = colour("rim");
  pen.stroke();
  pen.lineWidth = 2.4;
  pen.strokeStyle = colour(name);
  pen.stroke();
}
