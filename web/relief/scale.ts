// A bar of round length on the relief, along and across the section from the corner of what is seen that is in front on the right: lengths
// shrink with distance, so the same length is shown in both directions.
import { type PerspectiveCamera, Vector3 } from "three";
import { roundBelow } from "../view/round-numbers";

/** Of what is seen: length of the bar, and its distance from the edges, at most. */
const SHARE = 0.2;
/** [px] between the bar and the edges, where buttons and words are */
const RIGHT = 76;
const FRONT = 40;
const SVG = "http://www.w3.org/2000/svg";

/** of the section [cells] */
interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Ground {
  /** size of a cell [m] */
  h: number;
  /** of the surface at a place of the section [cells] */
  height(column: number, row: number): number;
}

export class ReliefScale {
  readonly element = document.createElement("div");
  private readonly bars = ["rim", "bar"].map((name) => {
    const line = document.createElementNS(SVG, "polyline");
    line.setAttribute("class", name);
    return line;
  });
  private readonly label = document.createElement("span");

  constructor() {
    this.element.className = "relief-scale";
    this.element.setAttribute("aria-hidden", "true");
    const svg = document.createElementNS(SVG, "svg");
    svg.append(...this.bars);
    this.element.append(svg, this.label);
  }

  /** @param pixel cells that a CSS pixel covers in the middle @param canvas its size [px] */
  draw(
    { left, top, width, height: rows }: Part,
    eye: PerspectiveCamera,
    [canvasWidth, canvasHeight]: readonly [number, number],
    pixel: number,
    { h, height }: Ground,
  ) {
    const um = h * 1e6;
    const length = roundBelow(SHARE * width * um);
    const cells = length / um;
    const x = left + width - Math.min(RIGHT * pixel, SHARE * width);
    const y = top + rows - Math.min(FRONT * pixel, SHARE * rows);
    const z = height(x, y);
    const pixels = ([column, row]: readonly [number, number]) => {
      const { x: right, y: up } = new Vector3(column, -row, z).project(eye);
      return [((1 + right) / 2) * canvasWidth, ((1 - up) / 2) * canvasHeight] as const;
    };
    const ends = [pixels([x - cells, y]), pixels([x, y]), pixels([x, y - cells])] as const;
    const points = ends.map((end) => end.map((one) => one.toFixed(1)).join()).join(" ");
    for (const bar of this.bars) bar.setAttribute("points", points);
    const [[ax, ay], [bx, by]] = ends;
    this.label.style.transform = `translate(${((ax + bx) / 2).toFixed(1)}px, ${((ay + by) / 2).toFixed(1)}px) translate(-50%, 5px)`;
    const text = `${length}\u202fµm`;
    if (this.label.textContent !== text) this.label.textContent = text;
  }
}
