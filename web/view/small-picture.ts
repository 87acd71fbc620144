// A picture of a run to know it by: what is around the interface, a pixel a cell, with its filaments.
import type { State } from "../store";
import { colour, rgb } from "./colour";
import { pixelsOf } from "./flat-section";
import { sceneOf } from "./scene";

/** Width over height. */
const shape = 2.4;

/** As an address; empty before the first picture. */
export function smallPicture(state: Readonly<State>): string {
  const scene = sceneOf(state);
  if (!scene) return "";
  const { columns, lithiumRows, electrolyteRows, h, filaments } = scene.frame;
  const materials = Object.fromEntries(
    (["lithium", "electrolyte", "void"] as const).map((name) => [name, rgb(colour(name))]),
  );
  const canvas = document.createElement("canvas");
  const high = Math.min(lithiumRows + electrolyteRows, Math.round(columns / shape));
  const top = Math.max(0, lithiumRows - Math.round(0.6 * high));
  Object.assign(canvas, { width: columns, height: high });
  const pen = canvas.getContext("2d")!;
  pen.putImageData(new ImageData(pixelsOf(scene, materials), columns), 0, -top);
  pen.strokeStyle = colour("filament");
  for (const { points, grown } of filaments) {
    if (!grown) continue;
    pen.beginPath();
    for (let k = 0; k < points.length; k += 2)
      pen.lineTo(points[k]! / h, lithiumRows - top + points[k + 1]! / h);
    pen.stroke();
  }
  return canvas.toDataURL();
}
