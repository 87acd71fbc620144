// How the current is spread over the interface: a bar for each half octave of the local over the mean current density.
// Arrow keys walk over the bars and say them.
import { CURRENT_BINS, CURRENT_EDGES } from "../../sim/distribution";
import type { Frame } from "../../sim/types";
import { number, quantities, tick } from "../format";
import type { Store } from "../store";
import { el, part, say } from "./dom";
import { type Entry, figures } from "./figures";

const colour = { bar: "#f2b84b", chosen: "#ffe2a8", text: "#a9b8c9", grid: "#232c39" };
/** [px] */
const height = 130;
const margin = { left: 44, right: 6, top: 8, bottom: 34 };
const font = "12px system-ui, sans-serif";

const NUMBERS: Entry[] = [
  ["peakCurrentRatio", "Peak over mean", quantities.ratio],
  ["currentNinetieth", "A tenth of the contact exceeds", quantities.ratio],
  ["currentAboveTwice", "Interface above twice the mean", quantities.fraction],
  ["contactRecoverable", "Contact lost to gaps and voids", quantities.fraction],
  ["contactLost", "Contact lost for good", quantities.fraction],
  ["voidSpacing", "Spacing of voids", quantities.length],
  ["voidAreaMax", "Largest void", quantities.area],
];

/** "1 to 1.4 times the mean", from the edges of the bin. */
export function binWords(bin: number): string {
  const [low, high] = [CURRENT_EDGES[bin - 1], CURRENT_EDGES[bin]];
  const edge = (value: number) => number(value, 2);
  if (low === undefined) return `below ${edge(high!)} times the mean`;
  if (high === undefined) return `above ${edge(low)} times the mean`;
  return `${edge(low)} to ${edge(high)} times the mean`;
}

export function histogram(store: Store) {
  const canvas = el("canvas", {
    tabindex: 0,
    role: "application",
    "aria-roledescription": "bar chart",
    "aria-label":
      "Share of the interface against local over mean current density. Arrow keys move from bar to bar.",
  });
  const said = el("output");
  const rest = el("span", { class: "soft" });
  const numbers = figures(NUMBERS);
  part("spread").append(
    el("h2", {}, "How the current is spread"),
    el(
      "p",
      { class: "head" },
      el("i", { class: "swatch current" }),
      "share of the interface ",
      rest,
    ),
    canvas,
    said,
    numbers.list,
  );
  let bins: number[] = [];
  let atRest = true;
  let chosen: number | null = null;

  function draw() {
    const width = canvas.clientWidth;
    const scale = Math.min(2, window.devicePixelRatio);
    canvas.width = width * scale;
    canvas.height = height * scale;
    const pen = canvas.getContext("2d")!;
    pen.scale(scale, scale);
    pen.font = font;
    const inner = { width: width - margin.left - margin.right, base: height - margin.bottom };
    const step = inner.width / CURRENT_BINS;
    const top = Math.max(0.2, Math.ceil(Math.max(0, ...bins) * 5) / 5);
    const y = (share: number) => inner.base - (share / top) * (inner.base - margin.top);

    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (const share of [0, top / 2, top]) {
      pen.fillStyle = colour.grid;
      pen.fillRect(margin.left, y(share), inner.width, 1);
      pen.fillStyle = colour.text;
      const unit = share === top ? "\u202f%" : "";
      pen.fillText(`${tick(100 * share)}${unit}`, margin.left - 6, y(share));
    }
    bins.forEach((share, k) => {
      pen.fillStyle = k === chosen ? colour.chosen : colour.bar;
      const x = margin.left + k * step;
      pen.fillRect(x + 1, y(share), step - 2, inner.base - y(share));
    });
    pen.fillStyle = colour.text;
    pen.textAlign = "center";
    pen.textBaseline = "top";
    for (let k = 0; k < CURRENT_EDGES.length; k += 4) {
      const edge = CURRENT_EDGES[k]!;
      const words = edge < 1 ? `1/${tick(1 / edge)}` : tick(edge);
      pen.fillText(words, margin.left + (k + 1) * step, inner.base + 4);
    }
    pen.fillText("local / mean current density", margin.left + inner.width / 2, inner.base + 19);
  }

  /** The chosen bar, else the fullest. */
  function sentence(): string {
    if (atRest) return "At rest: no current crosses the interface.";
    const bin = chosen ?? bins.indexOf(Math.max(...bins));
    return `${number(100 * (bins[bin] ?? 0))} % of the interface carries ${binWords(bin)}.`;
  }

  function show(frame: Frame) {
    bins = frame.currentHistogram;
    atRest = frame.observables.currentDensity === 0;
    const none = 1 - bins.reduce((sum, share) => sum + share, 0);
    say(rest, atRest ? "" : `· ${number(100 * Math.max(0, none), 2)} % carries none`);
    say(said, sentence());
    numbers.fill(frame.observables);
    draw();
  }

  canvas.addEventListener("keydown", (event) => {
    if (event.key === "Escape") chosen = null;
    const way = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if ((way === 0 && event.key !== "Escape") || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    if (way !== 0) {
      const from = chosen ?? bins.indexOf(Math.max(...bins)) - way;
      chosen = Math.min(CURRENT_BINS - 1, Math.max(0, from + way));
    }
    say(said, sentence());
    say(part("live"), sentence());
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    const at = (event.offsetX - margin.left) / (canvas.clientWidth - margin.left - margin.right);
    const bin = Math.floor(at * CURRENT_BINS);
    chosen = bin >= 0 && bin < CURRENT_BINS ? bin : null;
    say(said, sentence());
    draw();
  });
  canvas.addEventListener("pointerleave", () => {
    chosen = null;
    say(said, sentence());
    draw();
  });
  new ResizeObserver(draw).observe(canvas);
  store.watch(["pulse"], ({ frame }) => {
    if (frame) show(frame);
  });
}
