// JSON that gives every number back with the same bits. Plain JSON turns NaN and the infinities into
// null and loses the sign of -0; those four travel as {"$number": "NaN"}.

const TAG = "$number";
const SPECIAL: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  "-0": -0,
};

/** JSON text of plain data (objects, arrays, strings, booleans, null, any number). */
export function exactStringify(value: unknown): string {
  return JSON.stringify(value, (_key, v) => {
    if (typeof v !== "number" || (Number.isFinite(v) && !Object.is(v, -0))) return v;
    return { [TAG]: Object.is(v, -0) ? "-0" : String(v) };
  });
}

/** Inverse of {@link exactStringify}; throws SyntaxError on text that is not JSON. */
export function exactParse(text: string): unknown {
  // a reviver takes several times as long
  if (!text.includes(TAG)) return JSON.parse(text);
  return JSON.parse(text, (_key, v) => {
    const name = v !== null && typeof v === "object" ? v[TAG] : undefined;
    return typeof name === "string" && name in SPECIAL ? SPECIAL[name] : v;
  });
}
