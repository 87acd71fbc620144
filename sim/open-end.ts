// What a run does after its protocol when it goes on: what the last step held, until something by hand ends it. A full cell goes on
// between the voltages that its protocol has as limits, as a cycler would let it: at one of them it rests, until a current is set by
// hand that leads back.

import type { ProtocolStep, RunSpec, Termination } from "../core/runspec";
import type { Driver } from "./driver";

type Course = Pick<RunSpec, "protocol" | "cathode">;

/** The limit of a full cell's voltage among those of its protocol that a current of that sign runs into, the outermost. */
function cutOff({ protocol, cathode }: Course, current: number): Termination[] {
  const op = current > 0 ? "<" : ">";
  const limits = protocol
    .flatMap(({ until }) => until)
    .filter((t) => t.observable === "cellVoltage" && t.op === op)
    .sort((a, b) => (op === "<" ? a.value - b.value : b.value - a.value));
  return cathode && current !== 0 ? limits.slice(0, 1) : [];
}

/** The voltage that a full cell rests at once that rule has ended a step [V]; null where it does not rest. */
export const restAfter = ({ cathode }: Course, rule: Termination | undefined): number | null =>
  cathode && rule?.observable === "cellVoltage" ? rule.value : null;

/** The step after the protocol: at rest, under the current set by hand, or under what the last step held. */
export function afterwards(
  course: Course,
  { rules, restsAt, handCurrent }: Pick<Driver, "rules" | "restsAt" | "handCurrent">,
): ProtocolStep {
  const { control: held, cycle } = course.protocol.at(-1)!;
  const byHand = restsAt === null ? handCurrent : 0;
  const control: ProtocolStep["control"] =
    byHand === null ? held : { mode: "current", currentDensity: byHand };
  const j = control.mode === "current" ? control.currentDensity : 0;
  const kind = control.mode === "voltage" ? "hold" : j > 0 ? "strip" : j < 0 ? "plate" : "rest";
  const text =
    restsAt === null
      ? "Goes on as the last step has left it"
      : `Rests: ${Number(restsAt.toPrecision(6))} V is as far as the protocol goes`;
  const until = rules ?? cutOff(course, j);
  return { kind, text, description: text, cycle, control, until, loops: [] };
}
