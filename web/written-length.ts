// Lengths as scenarios write them, where the page has to know them: the engine reads all other units.

const METRES: Record<string, number> = { nm: 1e-9, um: 1e-6, µm: 1e-6, mm: 1e-3 };

/** [m] NaN where it is written in another way. */
export function metresOf(text: unknown): number {
  const [, size, unit] = /^\s*([\d.eE+-]+)\s*([nuµm]m)\s*$/.exec(String(text)) ?? [];
  return Number((Number(size) * (METRES[unit ?? ""] ?? Number.NaN)).toPrecision(12));
}
