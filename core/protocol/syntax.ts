// The protocol as a tree, and its canonical text. Quantities stay as written (UCUM spelling),
// so that text -> tree -> text -> tree loses nothing.

import { OBSERVABLES, type ObservableKey } from "../observables";
import type { Followed } from "../runspec";
import { type Quantity, quantityText } from "../units";
import { currentText } from "./rates";

/** As written: with < and > the bound itself does not count. */
export type Comparison = "<" | "<=" | ">" | ">=";

/** A stop rule: a bare quantity ("1 h", "500 mV"), a comparison ("contact < 60 %") or an event ("a short"). */
export interface Limit {
  observable?: ObservableKey;
  op?: Comparison;
  bound: Quantity;
}

/** What may happen in a run, by its word: the count of it is above zero. */
export const EVENTS = {
  short: "shortKind",
  void: "voidCount",
  filament: "filamentCount",
} as const satisfies Record<string, ObservableKey>;

export const eventLimit = (event: keyof typeof EVENTS): Limit => ({
  observable: EVENTS[event],
  op: ">",
  bound: { value: 0, unit: "" },
});

/** The word of the event that the limit is, if it is one. */
function eventOf({ observable, op, bound }: Limit): string | undefined {
  if (op !== ">" || bound.value !== 0 || !observable) return undefined;
  return Object.entries(EVENTS).find(([, key]) => key === observable)?.[0];
}

/** What "at" and "under" take: a value, reached over a time if there is one, or a profile by its name. */
export type Condition = { to: Quantity; over?: Quantity } | { profile: string };

/** What every step may carry. */
export interface Clauses {
  /** "for": time or capacity. */
  for: Limit[];
  until: Limit[];
  temperature?: Condition;
  pressure?: Condition;
}

export interface Leaf extends Clauses {
  /** The author's words. */
  source: string;
}

/** A staircase of currents. */
export interface Ramp extends Leaf {
  kind: "ramp";
  /** Every level is stripped and plated again; otherwise the sign of the current says which. */
  cycles: boolean;
  from: Quantity;
  to: Quantity;
  by: Quantity;
  /** Time or areal capacity of a level, of each half cycle where there are cycles. */
  every: Quantity;
  /** Pause after each half cycle. */
  rest?: Quantity;
}

export type Node =
  | (Leaf & { kind: "strip" | "plate" | "charge" | "discharge"; current: Quantity })
  | (Leaf & { kind: "hold"; voltage: Quantity })
  | (Leaf & { kind: "rest" })
  | (Leaf & { kind: "press"; over?: Quantity } & ({ to: Quantity } | { by: Quantity }))
  | (Leaf & { kind: "follow"; quantity: Followed; profile: string })
  | (Leaf & { kind: "measure"; sweep: { from: string; to: string } })
  | Ramp
  | (Leaf & { kind: "pulse"; current: Quantity; on: Quantity; off: Quantity; times: number })
  | (Leaf & { kind: "titrate"; charge: Quantity; current: Quantity; times: number })
  | { kind: "cycle"; source: string; times: number; body: Node[]; until: Limit[] };

const shortName = new Map(
  OBSERVABLES.map(({ key, aliases }) => [key, key === "contactFraction" ? aliases![0]! : key]),
);

export function limitText(limit: Limit): string {
  const event = eventOf(limit);
  if (event) return `a ${event}`;
  const bound = currentText(limit.bound);
  return limit.observable ? `${shortName.get(limit.observable)} ${limit.op} ${bound}` : bound;
}

function conditionText(condition: Condition): string {
  if ("profile" in condition) return condition.profile;
  const { to, over } = condition;
  return `${quantityText(to)}${over ? ` over ${quantityText(over)}` : ""}`;
}

/** Names of the profiles that a step follows, of the steps inside it too. */
export function profileNames(node: Node): string[] {
  if (node.kind === "cycle") return node.body.flatMap(profileNames);
  const followed = [node.temperature, node.pressure, node.kind === "follow" ? node : undefined];
  return followed.flatMap((one) => (one && "profile" in one ? [one.profile] : []));
}

function clausesText(clauses: Clauses): string {
  const parts: string[] = [];
  const limits = [
    clauses.for.length ? `for ${clauses.for.map(limitText).join(" or ")}` : "",
    clauses.until.length ? `until ${clauses.until.map(limitText).join(" or ")}` : "",
  ].filter(Boolean);
  if (limits.length) parts.push(limits.join(" or "));
  if (clauses.temperature) parts.push(`at ${conditionText(clauses.temperature)}`);
  if (clauses.pressure) parts.push(`under ${conditionText(clauses.pressure)}`);
  return parts.map((part) => ` ${part}`).join("");
}

/** Canonical text of a step. */
export function nodeText(node: Node): string {
  const q = quantityText;
  switch (node.kind) {
    case "strip":
      return `Strip at ${q(node.current)}${clausesText(node)}`;
    case "plate":
      return `Plate at ${q(node.current)}${clausesText(node)}`;
    case "charge":
      return `Charge at ${currentText(node.current)}${clausesText(node)}`;
    case "discharge":
      return `Discharge at ${currentText(node.current)}${clausesText(node)}`;
    case "hold":
      return `Hold at ${q(node.voltage)}${clausesText(node)}`;
    case "rest":
      return `Rest${clausesText(node)}`;
    case "press":
      return `Press ${"to" in node ? `to ${q(node.to)}` : `by ${q(node.by)}`}${node.over ? ` over ${q(node.over)}` : ""}${clausesText(node)}`;
    case "follow":
      return `Follow ${node.quantity} from ${node.profile}${clausesText(node)}`;
    case "measure":
      return `Measure impedance from ${node.sweep.from} to ${node.sweep.to}`;
    case "ramp":
      return `Ramp ${node.cycles ? "cycles" : "current"} ${q(node.from)} to ${q(node.to)} by ${q(node.by)} every ${q(node.every)}${node.rest ? `, rest ${q(node.rest)}` : ""}${clausesText(node)}`;
    case "pulse":
      return `Pulse ${q(node.current)} for ${q(node.on)}, rest ${q(node.off)}, ${node.times} times${clausesText(node)}`;
    case "titrate":
      return `Titrate ${q(node.charge)} at ${q(node.current)}${clausesText(node)}, ${node.times} times`;
    case "cycle": {
      const until = node.until.length ? ` until ${node.until.map(limitText).join(" or ")}` : "";
      return `Cycle ${node.times} times: [${node.body.map(nodeText).join("; ")}]${until}`;
    }
  }
}
