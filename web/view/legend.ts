// The legend below the picture: colour bar with ticks and unit, or the key of the materials; the scale bar.
import { number, show, tick } from "../format";
import { el, part, say } from "../ui/dom";
import { gradient } from "./colour";
import type { Layer } from "./layers";
import { marks, type Range } from "./range";
import type { View } from "./view";

export class Legend {
  private key = "";
  private readonly about = el("p");

  /** `highest` of the field in SI; said where the colours have a fixed range. */
  show(layer: Layer, range: Range, electrolyte: string, highest: number) {
    const fixed = layer.range && layer.field !== "lithium" && Number.isFinite(highest);
    const most = fixed ? ` Highest now: ${show(layer.quantity, highest, 2)}.` : "";
    say(this.about, layer.about + most);
    const key = [layer.field, ...range, electrolyte].join();
    if (key === this.key) return;
    this.key = key;
    const bar = layer.field === "lithium" ? [] : [colourBar(layer, range)];
    part("legend").replaceChildren(...bar, materialKey(electrolyte), this.about);
  }
}

function colourBar(layer: Layer, [low, high]: Range): HTMLElement {
  const unit = layer.quantity.unit ? ` / ${layer.quantity.unit}` : "";
  const ends = marks([low, high]).map((value) => {
    const mark = el("span", {}, tick(value));
    mark.style.left = `${((value - low) / (high - low)) * 100}%`;
    return mark;
  });
  const strip = el("div", { class: "strip" });
  strip.style.background = gradient(layer.map);
  const label = `${layer.label}${unit}`;
  return el(
    "div",
    {
      class: "bar",
      role: "img",
      "aria-label": `Colours from ${number(low)} to ${number(high)}${unit}`,
    },
    el("span", { class: "name" }, label),
    el("div", { class: "ramp" }, strip, el("div", { class: "ticks" }, ...ends)),
  );
}

function materialKey(electrolyte: string): HTMLElement {
  const entry = (kind: string, label: string) =>
    el("li", {}, el("i", { class: `swatch ${kind}` }), label);
  return el(
    "ul",
    { class: "key" },
    entry("lithium", "lithium"),
    entry("void", "void"),
    entry("electrolyte", electrolyte),
    entry("contact", "contact"),
    entry("lost", "contact lost"),
  );
}

/** A bar of round length, a fifth to a half of the picture. */
export function scaleBar(view: View, h: number) {
  const bar = part("scale");
  const width = view.width * h * 1e6;
  const length = [0.5, 1, 2, 5, 10, 20, 50, 100, 200].filter((l) => l <= 0.3 * width).at(-1) ?? 0.2;
  bar.style.width = `${(100 * length) / width}%`;
  say(bar, `${length}\u202fµm`);
}
