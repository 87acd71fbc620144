// Along the interface, below the picture and aligned with it: contact as an area, the local current
// density over its mean as a line. Where contact is lost the current moves to the rims.
import type { Frame } from "../../sim/types";
import { number } from "../format";
import { el, part, say } from "../ui/dom";
import { materials } from "./colour";
import type { View } from "./view";

const currentColour = "#f2b84b";
const height = 52;

export class Profile {
  private readonly canvas = el("canvas", { role: "img" });
  private readonly top = el("span", { class: "top" });
  private drawn = "";

  constructor(private readonly view: View) {
    const name = el("span", { class: "what" });
    name.append(el("i", { class: "swatch area" }), "contact ");
    name.append(el("i", { class: "swatch current" }), "local current / mean");
    part("profile").append(this.canvas, this.top, name);
  }

  /** Draws when the frame or the view has changed; called on each animation frame. */
  tick(frame: Frame) {
    const { left, width } = this.view;
    const { clientWidth } = this.canvas;
    const key = [
      frame.observables.time,
      frame.observables.currentDensity,
      left,
      width,
      clientWidth,
    ].join();
    if (key === this.drawn) return;
    this.drawn = key;

    const scale = Math.min(2, window.devicePixelRatio);
    this.canvas.width = clientWidth * scale;
    this.canvas.height = height * scale;
    const pen = this.canvas.getContext("2d")!;
    pen.scale(scale, scale);
    const x = (column: number) => ((column - left) / width) * clientWidth;
    const { contact, current } = frame.interface;

    pen.fillStyle = materials.electrolyte;
    pen.fillRect(x(0), 0, x(frame.columns) - x(0), height);
    pen.fillStyle = materials.lithium;
    for (let i = 0; i < frame.columns; i++) {
      const tall = height * Math.min(1, Math.max(0, contact[i]!));
      pen.fillRect(x(i), height - tall, x(i + 1) - x(i) + 0.5, tall);
    }

    const mean = Math.abs(frame.observables.currentDensity);
    const most = mean > 0 ? current.reduce((a, j) => Math.max(a, Math.abs(j)), 0) / mean : 0;
    const full = Math.max(2, Math.ceil(most));
    say(this.top, mean > 0 ? `${full}\u202f×` : "");
    if (mean > 0) {
      pen.beginPath();
      for (let i = 0; i < frame.columns; i++) {
        pen.lineTo(x(i + 0.5), height * (1 - Math.abs(current[i]!) / mean / full));
      }
      pen.lineWidth = 4;
      pen.strokeStyle = "#0b0e13";
      pen.stroke();
      pen.lineWidth = 2;
      pen.strokeStyle = currentColour;
      pen.stroke();
    }
    const words = mean > 0 ? `; the local current peaks at ${number(most, 2)} times its mean` : "";
    this.canvas.setAttribute("aria-label", `Contact along the interface${words}.`);
  }
}
