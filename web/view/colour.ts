// Colour tables and the fixed colours of the materials. Batlow and vik: Crameri, doi:10.5281/zenodo.1243862.
import batlow from "../../data/colour/batlow.json";
import vik from "../../data/colour/vik.json";

export type MapName = "batlow" | "vik";

/** The same in every view. The page's style sheet repeats them as custom properties. */
export const materials = {
  lithium: "#b9c2cc",
  electrolyte: "#6f6440",
  void: "#0a0c10",
  /** interface in full contact, and without any */
  contact: "#f4f7fa",
  lost: "#ff7a3d",
  /** lithium in flaws and filaments; in neither table */
  filament: "#ff35e6",
  /** rim of lines over any field */
  rim: "#0b0e13",
  /** beside the section */
  back: "#0b0e13",
} as const;

const tables: Record<MapName, Uint8Array> = {
  batlow: parse(batlow.rgb),
  vik: parse(vik.rgb),
};

/** 256 colours, RGBA, 4 bytes each. */
export function table(name: MapName): Uint8Array {
  return tables[name];
}

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
