// A bar of round length.
import type { Camera } from "./camera";
import type { PictureLayer, Scene } from "./picture";
import { roundBelow } from "./round-numbers";

/** of the width of the picture, at most */
const share = 0.3;

export class ScaleBar implements PictureLayer {
  private readonly bar = document.createElement("div");
  private h = 0;

  constructor(host: HTMLElement) {
    this.bar.className = "scale";
    this.bar.setAttribute("aria-hidden", "true");
    host.append(this.bar);
  }

  update({ frame }: Scene) {
    this.h = frame.h;
  }

  draw(camera: Camera) {
    if (this.h === 0) return;
    const width = camera.width * this.h * 1e6;
    const length = roundBelow(share * width);
    const text = `${length}\u202fµm`;
    this.bar.style.width = `${(100 * length) / width}%`;
    if (this.bar.textContent !== text) this.bar.textContent = text;
  }

  dispose() {
    this.bar.remove();
  }
}
