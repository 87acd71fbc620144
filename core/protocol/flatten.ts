// Tree -> the flat list of SI steps that a run walks through.

import type { SiUnit } from "../dimensions";
import { ScenarioError } from "../errors";
import { OBSERVABLES } from "../observables";
import type { ProfileTable } from "../profiles";
import type { ProtocolStep, Termination } from "../runspec";
import { DEFAULT_SWEEP, sweepOf } from "../spectrum/frequencies";
import { quote } from "../suggest";
import { type Quantity, quantityText, toSi, toUnit } from "../units";
import { currentOf, currentText, RATE } from "./rates";
import { type Clauses, type Limit, limitText, type Node, nodeText, type Ramp } from "./syntax";

type Pulse = Node & { kind: "pulse" };
type Titration = Node & { kind: "titrate" };

/** More steps than this is a mistake, and would not fit a record. */
export const MAX_STEPS = 100_000;

const unitOf = new Map<string, SiUnit>(OBSERVABLES.map(({ key, unit }) => [key, unit]));
const BARE_UNITS = ["s", "C/m2", "V", "A/m2"] as const;

/** What a protocol has to know of a full cell. */
export interface FullCell {
  /** Current density of 1C [A/m2]. */
  oneC: number;
  /** Voltages that its cathode knows [V]. */
  least: number;
  most: number;
}

/** Of which step a limit is: its direction (0: either), and whose voltage a bare one is. */
interface Of {
  direction: -1 | 0 | 1;
  /** Of the cell, falling or rising; else the polarisation. */
  whole: boolean;
  cell: FullCell | undefined;
}

function bareUnit(q: Quantity): (typeof BARE_UNITS)[number] {
  if (q.unit === RATE) return "A/m2";
  return BARE_UNITS.find((si) => {
    try {
      toSi(q, si);
      return true;
    } catch {
      return false;
    }
  })!;
}

/** Of a bare limit, whose value counts: "for 1 h" ends at 1 h. */
function termination(
  observable: string,
  op: "<" | ">",
  value: number,
  bound: Quantity,
): Termination {
  return {
    observable,
    op,
    strict: false,
    value,
    text: `${observable} ${op} ${currentText(bound)}`,
  };
}

/** A voltage that a full cell may be held at or taken to [V]. */
function cellVoltage(q: Quantity, { least, most }: FullCell): number {
  const value = toSi(q, "V");
  if (value >= least && value <= most) return value;
  throw new ScenarioError(
    value > most
      ? `${quote(quantityText(q))} is above the ${most} V at which the table of the cathode ends; stay below it`
      : `${quote(quantityText(q))} is no voltage of a full cell, which Charge, Discharge and Hold mean here; use ${least} V to ${most} V`,
  );
}

/** A bare voltage or current means its magnitude, reached in the step's direction. */
function terminations(limit: Limit, { direction, whole, cell }: Of): Termination[] {
  const { bound, observable, op } = limit;
  if (observable && op) {
    const ofTheFirst = observable === "dischargeCapacity" && ["", "1", "%"].includes(bound.unit);
    return [
      {
        observable: ofTheFirst ? "capacityRetention" : observable,
        op: op.startsWith("<") ? "<" : ">",
        strict: !op.endsWith("="),
        value: toSi(bound, ofTheFirst ? "1" : unitOf.get(observable)!),
        text: limitText(limit),
      },
    ];
  }
  const si = bareUnit(bound);
  if (si === "A/m2" && cell) {
    return [termination("currentSize", "<", Math.abs(currentOf(bound, cell.oneC)), bound)];
  }
  const value = si === "A/m2" ? currentOf(bound, undefined) : toSi(bound, si);
  if (si === "s") return [termination("time", ">", value, bound)];
  if (si === "C/m2") return [termination("capacity", ">", value, bound)];
  if (si === "V" && whole && cell) {
    return [termination("cellVoltage", direction < 0 ? ">" : "<", cellVoltage(bound, cell), bound)];
  }
  const size = Math.abs(value);
  const up = { value: Math.abs(bound.value), unit: bound.unit };
  const down = { value: -up.value, unit: bound.unit };
  // A voltage limit is crossed outwards; the current of a hold decays inwards.
  if (si === "A/m2") {
    return direction >= 0
      ? [termination("currentDensity", "<", size, up)]
      : [termination("currentDensity", ">", -size, down)];
  }
  const out: Termination[] = [];
  if (direction >= 0) out.push(termination("voltage", ">", size, up));
  if (direction <= 0) out.push(termination("voltage", "<", -size, down));
  return out;
}

function limits(clauses: Clauses, of: Of): Termination[] {
  return [...clauses.for, ...clauses.until].flatMap((limit) => terminations(limit, of));
}

type Conditions = Pick<ProtocolStep, "temperature" | "pressure" | "ramps" | "follows">;

/** What "at" and "under" say: values, ramps and profiles, each only where there is one. */
function conditions(clauses: Clauses, table: ProfileTable): Conditions {
  const values: Pick<ProtocolStep, "temperature" | "pressure"> = {};
  const ramps: NonNullable<ProtocolStep["ramps"]> = {};
  const follows: NonNullable<ProtocolStep["follows"]> = {};
  for (const [key, si] of [
    ["temperature", "K"],
    ["pressure", "Pa"],
  ] as const) {
    const condition = clauses[key];
    if (!condition) continue;
    if ("profile" in condition) follows[key] = table.place(condition.profile, key);
    else if (condition.over) {
      ramps[key] = { to: toSi(condition.to, si), over: toSi(condition.over, "s") };
    } else values[key] = toSi(condition.to, si);
  }
  return {
    ...values,
    ...(Object.keys(ramps).length > 0 && { ramps }),
    ...(Object.keys(follows).length > 0 && { follows }),
  };
}

/** The platen of a step that presses over `rampTime` [s], beside its other conditions. */
function pressing(
  node: Extract<Node, { kind: "press" }>,
  rampTime: number,
  others: Conditions,
): Conditions & Pick<ProtocolStep, "travel"> {
  if ("by" in node) return { ...others, travel: toSi(node.by, "m") };
  const pressure = toSi(node.to, "Pa");
  if (rampTime === 0) return { ...others, pressure };
  return { ...others, ramps: { ...others.ramps, pressure: { to: pressure, over: rampTime } } };
}

const clock = (bound: Quantity): Limit => ({ bound });

/** A part of a ramp or of a pulse train as a leaf of its own; the sign of the current says its direction. */
function part(node: Ramp | Pulse, current: Quantity, until: Quantity): Node {
  const { source, temperature, pressure } = node;
  const common = {
    source,
    for: [clock(until)],
    ...(temperature && { temperature }),
    ...(pressure && { pressure }),
  };
  if (current.value === 0) {
    return { ...common, kind: "rest", until: node.until.filter((l) => l.observable) };
  }
  return {
    ...common,
    kind: current.value > 0 ? "strip" : "plate",
    current: { ...current, value: Math.abs(current.value) },
    until: node.until,
  };
}

const NOTHING: Quantity = { value: 0, unit: "" };

function pulse(node: Pulse): Node[] {
  return [part(node, node.current, node.on), part(node, NOTHING, node.off)];
}

/** A pulse of plating, and the rest in which its metal is eaten. */
function titration({ source, charge, current, for: wait, until, ...rest }: Titration): Node[] {
  const { temperature, pressure } = rest;
  const common = { source, ...(temperature && { temperature }), ...(pressure && { pressure }) };
  return [
    { ...common, kind: "plate", current, for: [clock(charge)], until: [] },
    { ...common, kind: "rest", for: wait, until },
  ];
}

/** What is done at each level of a ramp. */
function levels(node: Ramp): Node[][] {
  const [from, to, by] = [node.from, node.to, node.by].map((q) =>
    toUnit(toSi(q, "A/m2"), "A/m2"),
  ) as [number, number, number];
  return Array.from({ length: levelCount(node) }, (_, k) => {
    const value = Number((from + k * by * Math.sign(to - from)).toPrecision(12));
    const current = { value: Math.abs(value) < 1e-9 * by ? 0 : value, unit: "mA/cm2" };
    if (!node.cycles) return [part(node, current, node.every)];
    const pause = node.rest ? [part(node, NOTHING, node.rest)] : [];
    const back = { ...current, value: -current.value };
    return [part(node, current, node.every), ...pause, part(node, back, node.every), ...pause];
  });
}

function levelCount(node: Ramp): number {
  const [from, to, by] = [node.from, node.to, node.by].map((q) => toSi(q, "A/m2"));
  return Math.floor(Math.abs(to! - from!) / by! + 1e-9) + 1;
}

/** Flattened length, without flattening. */
export function size(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => {
    if (node.kind === "cycle") return sum + node.times * size(node.body);
    if (node.kind === "pulse" || node.kind === "titrate") return sum + 2 * node.times;
    if (node.kind !== "ramp") return sum + 1;
    return sum + levelCount(node) * (node.cycles ? (node.rest ? 4 : 2) : 1);
  }, 0);
}

/** Throws ScenarioError when the list would be longer than MAX_STEPS. */
export function flatten(
  nodes: readonly Node[],
  table: ProfileTable,
  cell?: FullCell,
): ProtocolStep[] {
  const total = size(nodes);
  if (!(total <= MAX_STEPS)) {
    throw new ScenarioError(
      `the protocol has ${total} steps once its loops are unrolled; ${MAX_STEPS} is the most, so repeat less often`,
    );
  }
  const steps: ProtocolStep[] = [];
  let passes = 0;
  // A step inside a loop is converted once, not once a pass.
  const converted = new Map<Node, ReturnType<typeof single>>();

  const loop = (
    bodies: readonly (readonly Node[])[],
    until: readonly Limit[],
    outer: ProtocolStep["loops"],
    outermost: boolean,
  ) => {
    const rule = until.flatMap((l) => terminations(l, { direction: 0, whole: false, cell }));
    const exit = {
      until: rule,
      exit: steps.length + bodies.reduce((sum, body) => sum + size(body), 0),
    };
    for (const body of bodies) {
      if (outermost) passes++;
      for (const node of body) visit(node, rule.length ? [exit, ...outer] : outer, false);
    }
  };

  const visit = (node: Node, loops: ProtocolStep["loops"], top: boolean) => {
    switch (node.kind) {
      case "cycle":
        loop(Array(node.times).fill(node.body), node.until, loops, top);
        break;
      case "pulse":
        loop(Array(node.times).fill(pulse(node)), node.until, loops, top);
        break;
      case "titrate":
        loop(Array(node.times).fill(titration(node)), [], loops, top);
        break;
      case "ramp":
        loop(node.cycles ? levels(node) : [levels(node).flat()], node.until, loops, top);
        break;
      default:
        if (!converted.has(node)) converted.set(node, single(node, table, cell));
        steps.push({ ...converted.get(node)!, cycle: Math.max(1, passes), loops });
    }
  };

  for (const node of nodes) visit(node, [], true);
  return steps;
}

/** A step that follows a profile, to its end at the latest. */
function follow(
  node: Node & { kind: "follow" },
  table: ProfileTable,
  cell: FullCell | undefined,
): Pick<ProtocolStep, "control" | "follows" | "until"> {
  const { quantity, profile } = node;
  const place = table.place(profile, quantity);
  const { times, values } = table.profiles[place]!;
  const end = times.at(-1)!;
  return {
    control:
      quantity === "voltage"
        ? { mode: "voltage", voltage: values[0]! }
        : { mode: "current", currentDensity: quantity === "current" ? values[0]! : 0 },
    follows: { ...conditions(node, table).follows, [quantity]: place },
    until: [
      ...limits(node, { direction: 0, whole: false, cell }),
      termination("time", ">", end, { value: end, unit: "s" }),
    ],
  };
}

/** Charging plates the lithium. */
function kindOf(kind: Exclude<Node["kind"], "cycle" | "pulse" | "ramp" | "titrate">) {
  if (kind === "charge") return "plate";
  return kind === "discharge" ? "strip" : kind;
}

/** Current and limits of Charge and Discharge. Throws ScenarioError without a cathode. */
function halfCycle(
  node: Clauses & { kind: string; source: string; current: Quantity },
  cell: FullCell | undefined,
): Pick<ProtocolStep, "control" | "until"> {
  const charges = node.kind === "charge";
  if (!cell) {
    throw new ScenarioError(
      `this cell has no cathode; write ${charges ? "Plate" : "Strip"}, or set cathode.model`,
    );
  }
  const direction = charges ? -1 : 1;
  const currentDensity = direction * currentOf(node.current, cell.oneC);
  return {
    control: { mode: "current", currentDensity },
    until: limits(node, { direction, whole: true, cell }),
  };
}

function single(
  node: Exclude<Node, { kind: "cycle" | "pulse" | "ramp" | "titrate" }>,
  table: ProfileTable,
  cell: FullCell | undefined,
): Omit<ProtocolStep, "cycle" | "loops"> {
  const of = (direction: -1 | 0 | 1, whole = false): Of => ({ direction, whole, cell });
  const base = { kind: kindOf(node.kind), text: nodeText(node), description: node.source };
  const rest = { mode: "current", currentDensity: 0 } as const;
  switch (node.kind) {
    case "strip":
    case "plate": {
      const sign = node.kind === "strip" ? 1 : -1;
      const currentDensity = sign * toSi(node.current, "A/m2");
      return {
        ...base,
        control: { mode: "current", currentDensity },
        ...conditions(node, table),
        until: limits(node, of(sign)),
      };
    }
    case "charge":
    case "discharge":
      return { ...base, ...halfCycle(node, cell), ...conditions(node, table) };
    case "hold": {
      const voltage = cell ? cellVoltage(node.voltage, cell) : toSi(node.voltage, "V");
      return {
        ...base,
        control: { mode: "voltage", voltage },
        ...conditions(node, table),
        until: limits(node, of(voltage < 0 ? -1 : 1)),
      };
    }
    case "rest":
      return { ...base, control: rest, ...conditions(node, table), until: limits(node, of(0)) };
    case "follow":
      return { ...base, ...conditions(node, table), ...follow(node, table, cell) };
    case "measure":
      return {
        ...base,
        control: rest,
        impedance: sweepOf(node.sweep.from, node.sweep.to, DEFAULT_SWEEP.perDecade),
        until: [termination("time", ">", 0, { value: 0, unit: "s" })],
      };
    case "press": {
      const rampTime = node.over ? toSi(node.over, "s") : 0;
      return {
        ...base,
        control: rest,
        ...pressing(node, rampTime, conditions(node, table)),
        rampTime,
        until: [termination("time", ">", rampTime, node.over ?? { value: 0, unit: "s" })],
      };
    }
  }
}
