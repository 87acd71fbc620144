// Colour tables, and the colours of the style sheet for what is drawn on a canvas. Batlow and vik: Crameri, doi:10.5281/zenodo.1243862.
import batlow from "../../data/colour/batlow.json";
import vik from "../../data/colour/vik.json";

export type MapName = "batlow" | "vik";

/** What is drawn on a canvas; style/tokens.css holds the colours, for the style sheets too. */
export const colourNames = [
  // materials, the same in every view
  "lithium",
  "electrolyte",
  "void",
  /** interface in full contact, and without any */
  "contact",
  "lost",
  /** lithium in flaws and filaments; in neither table */
  "filament",
  /** rim of lines over any field */
  "rim",
  /** beside the section */
  "back",
  // curves and bars
  "voltage",
  "contact-curve",
  /** the run beside, and runs that are pinned */
  "beside",
  "pinned-1",
  "pinned-2",
  "pinned-3",
  "void-volume",
  "current",
  "chosen",
  /** what filaments and shorts are marked with on a chart */
  "flag",
  "grid",
  "soft",
  "text",
  "card",
] as const;

export type ColourName = (typeof colourNames)[number];

const read = new Map<ColourName, string>();
const listeners = new Set<() => void>();
let probe: HTMLElement | null = null;

/** The colour of this name as the style sheet has it now, "#rrggbb". */
export function colour(name: ColourName): string {
  const known = read.get(name);
  if (known !== undefined) return known;
  // A custom property is a text; only a colour that an element has is one of both schemes.
  if (!probe) {
    probe = document.createElement("i");
    probe.hidden = true;
    // what is drawn keeps its colours where a person has chosen those of the page
    probe.style.setProperty("forced-color-adjust", "none");
    document.documentElement.append(probe);
  }
  probe.style.color = `var(--${name})`;
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g) ?? ["0", "0", "0"];
  const hex = parts
    .slice(0, 3)
    .map((part) => Math.round(Number(part)).toString(16).padStart(2, "0"));
  const value = `#${hex.join("")}`;
  read.set(name, value);
  return value;
}

/** Hears when colours have changed: another scheme, or paper. */
export function onColours(listener: () => void) {
  listeners.add(listener);
}

/** Colours are read anew. */
export function recolour() {
  read.clear();
  for (const listener of listeners) listener();
}

/** Follows what the person's system and the printer want. */
export function followScheme() {
  for (const query of ["(prefers-color-scheme: light)", "print", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", recolour);
  }
}

const tables: Record<MapName, Uint8Array> = {
  batlow: parse(batlow.rgb),
  vik: parse(vik.rgb),
};

/** 256 colours, RGBA, 4 bytes each. */
export function table(name: MapName): Uint8Array {
  return tables[name];
}

/** Red, green, blue (0..1) of "#rrggbb". */
export function rgb(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** A CSS gradient of the table, from its low end on. */
export function gradient(name: MapName, direction = "to right"): string {
  const bytes = tables[name];
  const stops = Array.from({ length: 33 }, (_, i) => {
    const at = Math.min(255, i * 8) * 4;
    return `rgb(${bytes[at]} ${bytes[at + 1]} ${bytes[at + 2]})`;
  });
  return `linear-gradient(${direction}, ${stops.join(", ")})`;
}

function parse(hex: string): Uint8Array {
  const count = hex.length / 6;
  const bytes = new Uint8Array(4 * count).fill(255);
  for (let i = 0; i < count; i++) {
    const value = Number.parseInt(hex.slice(6 * i, 6 * i + 6), 16);
    bytes[4 * i] = value >> 16;
    bytes[4 * i + 1] = (value >> 8) & 255;
    bytes[4 * i + 2] = value & 255;
  }
  return bytes;
}
