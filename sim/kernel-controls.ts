// What a protocol step asks of the kernel: temperature, platen, and the values that it follows.

import type { ProtocolStep } from "../core/runspec";
import { type Kernel, Out, Param } from "./kernel";
import type { Pieces } from "./profile-pieces";

/** Sets temperature and platen at the start of a step; whether a condition has changed. `stiffness` is that of the stack [Pa/m]. */
export function setConditions(k: Kernel, step: ProtocolStep, stiffness: number): boolean {
  let changed = false;
  if (step.temperature !== undefined) {
    k.setParam(Param.temperature, step.temperature);
    changed = true;
  }
  if (step.pressure !== undefined) {
    k.exports.runPress(step.pressure);
    changed = true;
  }
  // while it presses to a pressure, the frame is moved so that the pressure is reached
  const released = step.pressure !== undefined && step.kind === "press";
  k.setParam(Param.stackStiffness, released ? 0 : stiffness);
  const { travel = 0, rampTime = 0 } = step;
  k.setParam(Param.frameSpeed, rampTime > 0 ? travel / rampTime : 0);
  if (travel !== 0 && rampTime === 0) {
    const p = k.outputs[Out.stackPressure]! + stiffness * travel;
    k.exports.runPress(Math.max(0, p));
    changed = true;
  }
  return changed;
}

/** Hands the values of the pieces to the kernel; what that has changed. A current `byHand` stays. */
export function setPieces(
  k: Kernel,
  { current, voltage, pressure, temperature }: Pieces,
  stiffness: number,
  byHand: boolean,
): "control" | "condition" | undefined {
  if (current && !byHand) k.setParam(Param.current, current.mean);
  if (voltage && !byHand) k.setParam(Param.voltage, voltage.mean);
  if (temperature) k.setParam(Param.temperature, temperature.last);
  if (pressure) {
    // a held platen is let go while the pressure is given
    const held = pressure.end === Number.POSITIVE_INFINITY;
    k.setParam(Param.stackStiffness, held ? stiffness : 0);
    k.exports.runPress(pressure.last);
  }
  if (temperature || pressure) return "condition";
  return (current || voltage) && !byHand ? "control" : undefined;
}
