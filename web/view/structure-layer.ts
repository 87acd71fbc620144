// What the electrolyte is made of, over every field: grain boundaries, pores, layers, and how far lithium has been pressed
// through the pores.
import type { Geometry } from "../../sim/geometry";
import { colour } from "./colour";
import { type Pen, PenLayer, type Projection } from "./pen-layer";
import type { Scene } from "./picture";
import { grainsOf } from "./tessellation";

/** [px] Width of a thread of lithium, whose 20 nm have none on a screen. */
const thread = 3;
/** [px] between the lines that mark a layer which takes lithium up. */
const hatch = 11;

export class StructureLayer extends PenLayer {
  private of: Geometry | null = null;
  private grains: ReturnType<typeof grainsOf> = [];

  constructor(host: HTMLElement) {
    super(host, "structure", true);
  }

  protected inputs({ frame, run }: Scene) {
    const g = run?.geometry;
    if (!g || g.grains.length + g.pores.length + g.layers.length + g.sites.length === 0)
      return null;
    return [g, frame.h, g.sites.length > 0 ? frame.observables.infiltration : 0];
  }

  protected override letter(pen: Pen, { place }: Projection, { run }: Scene) {
    run!.geometry.layers.forEach(({ top, bottom, takesUp }, k) => {
      const [left, y] = place({ x: 0, depth: (top + bottom) / 2 });
      const text = takesUp ? `layer ${k + 1} takes lithium up` : `layer ${k + 1}`;
      label(pen, text, Math.max(8, left + 8), y);
    });
  }

  protected paint(pen: Pen, to: Projection, { frame, run }: Scene) {
    const geometry = run!.geometry;
    const [width, height] = [frame.columns * frame.h, frame.electrolyteRows * frame.h];
    if (geometry !== this.of) {
      this.of = geometry;
      this.grains = grainsOf(geometry.grains, width, height);
    }
    const box = [to.place({ x: 0, depth: 0 }), to.place({ x: width, depth: height })] as const;
    pen.save();
    pen.beginPath();
    pen.rect(box[0][0], box[0][1], box[1][0] - box[0][0], box[1][1] - box[0][1]);
    pen.clip();
    paintLayers(pen, to, geometry, width);
    paintGrains(pen, to, this.grains);
    paintPores(pen, to, geometry.pores);
    paintThreads(pen, to, geometry, frame.observables.infiltration);
    pen.restore();
  }
}

function paintGrains(pen: Pen, { place }: Projection, grains: ReturnType<typeof grainsOf>) {
  if (grains.length === 0) return;
  pen.beginPath();
  for (const grain of grains) {
    grain.forEach(([x, depth], k) => {
      const at = place({ x, depth });
      if (k === 0) pen.moveTo(...at);
      else pen.lineTo(...at);
    });
    pen.closePath();
  }
  // to be seen over light fields and dark ones
  for (const [name, width, alpha] of [
    ["void", 2.2, 0.3],
    ["contact", 0.9, 0.6],
  ] as const) {
    pen.strokeStyle = colour(name);
    pen.lineWidth = width;
    pen.globalAlpha = alpha;
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

function paintPores(pen: Pen, { place, scale }: Projection, pores: Float64Array) {
  pen.fillStyle = colour("void");
  pen.strokeStyle = colour("contact");
  pen.lineWidth = 1;
  for (let k = 0; k < pores.length; k += 3) {
    pen.beginPath();
    const [x, y] = place({ x: pores[k]!, depth: pores[k + 1]! });
    pen.arc(x, y, pores[k + 2]! * scale, 0, 2 * Math.PI);
    pen.globalAlpha = 0.75;
    pen.fill();
    pen.globalAlpha = 0.6;
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

function paintLayers(pen: Pen, { place }: Projection, { layers }: Geometry, width: number) {
  for (const { top, bottom, takesUp } of layers) {
    const [left, y] = place({ x: 0, depth: top });
    const [right, end] = place({ x: width, depth: bottom });
    if (takesUp) paintHatch(pen, left, y, right, end);
    pen.strokeStyle = colour("contact");
    pen.lineWidth = 1.5;
    pen.setLineDash([7, 5]);
    pen.beginPath();
    pen.moveTo(left, end);
    pen.lineTo(right, end);
    pen.stroke();
    pen.setLineDash([]);
  }
}

function paintHatch(pen: Pen, left: number, top: number, right: number, bottom: number) {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, right - left, bottom - top);
  pen.clip();
  pen.beginPath();
  const tall = bottom - top;
  for (let x = left - tall; x < right; x += hatch) {
    pen.moveTo(x, bottom);
    pen.lineTo(x + tall, top);
  }
  pen.strokeStyle = colour("void");
  pen.globalAlpha = 0.28;
  pen.lineWidth = 1.5;
  pen.stroke();
  pen.restore();
}

function label(pen: Pen, text: string, x: number, y: number) {
  pen.font = `600 ${getComputedStyle(pen.canvas).fontSize} system-ui, sans-serif`;
  pen.textBaseline = "middle";
  pen.lineWidth = 3;
  pen.strokeStyle = colour("contact");
  pen.strokeText(text, x, y);
  pen.fillStyle = colour("void");
  pen.fillText(text, x, y);
}

/** Lithium behind the fronts, from the interface down. */
function paintThreads(pen: Pen, { place }: Projection, { sites, pellet }: Geometry, share: number) {
  for (const { x, speed } of sites) {
    const [px, top] = place({ x, depth: 0 });
    const bottom = place({ x, depth: share * pellet * speed })[1];
    if (bottom - top < 0.5) continue;
    pen.lineCap = "round";
    for (const [name, width] of [
      ["void", thread + 2],
      ["lithium", thread],
    ] as const) {
      pen.strokeStyle = colour(name);
      pen.lineWidth = width;
      pen.beginPath();
      pen.moveTo(px, top);
      pen.lineTo(px, bottom);
      pen.stroke();
    }
  }
}
