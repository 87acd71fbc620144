// A run as the end of an address: what is in its scenario that is not a default, with all that was changed by hand, and the
// time step that is on show. "1.<deflated JSON, base64url>.<CRC-32 of the JSON, hex>".

import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { crc32 } from "../core/crc32";
import { ScenarioError } from "../core/errors";
import { normalise, type Scenario } from "../core/scenario";

const VERSION = "1";
/** What a link may unfold to [bytes]. */
const LARGEST = 4e6;

export interface Linked {
  /** Gallery name or name of the file. */
  name: string;
  /** Not yet checked. */
  scenario: unknown;
  /** Time steps until what is shown. */
  step: number;
}

/** The text behind "#s=". */
export function linkOf({ name, scenario, step }: Linked & { scenario: Scenario }): string {
  const bytes = strToU8(JSON.stringify({ name, scenario: withoutDefaults(scenario), step }));
  const packed = deflateSync(bytes, { level: 9 });
  return [VERSION, toBase64Url(packed), crc32(bytes).toString(16).padStart(8, "0")].join(".");
}

/** What a link says. Throws ScenarioError, one sentence. */
export function readLink(text: string): Linked {
  // what chat programs and sentences put behind an address
  const [version, data, sum, ...more] = text.replace(/[^\w-]+$/, "").split(".");
  if (version !== VERSION && /^\d+$/.test(version ?? "")) {
    throw new ScenarioError(
      `this link is of version ${version}, and this Voidscope reads version ${VERSION}; ask for one made with it`,
    );
  }
  const damaged = new ScenarioError(
    "this link is cut off or has been changed on its way; copy the whole of it once more",
  );
  if (version !== VERSION || !data || !/^[0-9a-f]{8}$/.test(sum ?? "") || more.length > 0) {
    throw damaged;
  }
  let bytes: Uint8Array;
  try {
    bytes = inflateSync(fromBase64Url(data), { out: new Uint8Array(LARGEST) });
  } catch {
    throw damaged;
  }
  if (crc32(bytes).toString(16).padStart(8, "0") !== sum) throw damaged;
  const { name, scenario, step } = JSON.parse(strFromU8(bytes));
  return { name: String(name), scenario, step: Number.isInteger(step) && step > 0 ? step : 0 };
}

/** The entries that are not what they would be anyway. */
export function withoutDefaults(scenario: Scenario): unknown {
  const plain = normalise({ protocol: scenario.protocol });
  const short = { ...(difference(scenario, plain) as object), protocol: scenario.protocol };
  const same = JSON.stringify(normalise(short)) === JSON.stringify(scenario);
  return same ? short : scenario;
}

function difference(value: unknown, plain: unknown): unknown {
  if (JSON.stringify(value) === JSON.stringify(plain)) return undefined;
  const sections = [value, plain].every(
    (one) => typeof one === "object" && one !== null && !Array.isArray(one),
  );
  if (!sections) return value;
  const entries = Object.entries(value as object).map(([key, child]) => [
    key,
    difference(child, (plain as Record<string, unknown>)[key]),
  ]);
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
}

function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
