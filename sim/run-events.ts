// What a run says: how a kernel status ends it, and the events that its outputs tell of.

import { FARADAY } from "../core/constants";
import type { RunSpec } from "../core/runspec";
import { toDisplay } from "../core/units";
import { Out, Status } from "./kernel";
import type { Observables, RunEvent, RunStatus } from "./types";

/** [C/m2] */
const MILLIAMP_HOUR_PER_CM2 = 36_000;

export type Said = Pick<RunEvent, "kind" | "message" | "site">;

/** How the run ends, and the event before that. */
export interface Ending {
  event: Said;
  status: RunStatus;
  reason: string;
}

const FAILURES: Partial<Record<Status, string>> = {
  [Status.potentialDiverged]: "the potential did not converge",
  [Status.flowDiverged]:
    "the lithium flow did not converge, even with a 4096 times smaller time step",
  [Status.cathodeDiverged]:
    "the currents in the cathode did not converge; where its conductivities are very low, raise cathode.ionicConductivity and cathode.electronicConductivity, or use another cathode.model",
  [Status.notFinite]: "a field is no longer a finite number (NaN)",
};

/** The end that a kernel status other than ok means, at that time [s]. */
export function endingOf(status: Status, time: number, spec: RunSpec): Ending {
  if (status === Status.contactLost) {
    return {
      event: {
        kind: "contact-lost",
        message: "The lithium has lost all contact with the electrolyte.",
      },
      status: "stopped",
      reason:
        time > 0 ? "All contact is lost: no current can pass the interface." : untouched(spec),
    };
  }
  if (status === Status.lithiumDepleted) {
    const reason = usedUp(spec);
    return { event: { kind: "lithium-depleted", message: reason }, status: "stopped", reason };
  }
  if (status === Status.overpressed) {
    const reason = "The stack pressure has passed 1 GPa: no cell holds that.";
    return { event: { kind: "overpressed", message: reason }, status: "stopped", reason };
  }
  if (status === Status.lithiumPierced) {
    const thick = toDisplay(spec.cell.lithium, "m");
    const reason = `A void has grown through the ${thick} of lithium in the section up to the platen, which the model takes for whole there; use a thicker cell.lithium.`;
    return { event: { kind: "lithium-pierced", message: reason }, status: "stopped", reason };
  }
  const why = (FAILURES[status] ?? `the kernel reported status ${status}`) + likely(status, spec);
  return {
    event: { kind: "failed", message: why },
    status: "failed",
    reason: `At ${time.toFixed(1)} s ${why}.`,
  };
}

/** Entry that a failure hangs on, and the remedy, where they are known: of the flows drawn by scripts/torture.mjs that do not
 * converge, those with capillarity do without it; other entries help some and not others. */
function likely(status: Status, { physics }: RunSpec): string {
  if (status !== Status.flowDiverged || !physics.capillarity) return "";
  return "; the likely cause is the pull of the void surfaces on the lithium: switch physics.capillarity off";
}

/** No contact to begin with: what that is, and what to change. */
function untouched({ physics, stackPressure }: RunSpec): string {
  const under = toDisplay(stackPressure, "Pa");
  return physics.pressureContact
    ? `conditions.stackPressure: under ${under} a foil that is only pressed on does not touch enough for the current (physics.pressureContact); press harder, lower physics.contactPressure, or switch physics.pressureContact off.`
    : `protocol: the first current takes more than 100 V through what touches under ${under}; use a lower current, or a lower chargeTransferResistance of the electrolyte.`;
}

/** The lithium above the section is gone: what that is, and how much a protocol takes. */
function usedUp({ cell, lithium }: RunSpec): string {
  if (cell.lithiumFree) {
    return "The metal on the collector is used up: strip less than was plated and the interphase has left.";
  }
  const [above, within] = [cell.reservoir, cell.lithium].map((l) => toDisplay(l, "m"));
  const taken = (MILLIAMP_HOUR_PER_CM2 * lithium.molarVolume.value) / FARADAY;
  return `The lithium reservoir is empty: stripping takes it from the ${above} of cell.reservoir, not from the ${within} in the section, ${toDisplay(taken, "m", 3)} for each mA.h/cm2; use a thicker cell.reservoir, or strip less.`;
}

/** How far past its ends the lithium content of a cathode may be taken: where the table ends the voltage falls by volts (chosen). */
const PAST_THE_END = 0.002;

/** Why a run ends whose cathode takes or gives no more lithium, in words; undefined while it does. */
export function exhaustion(
  { cathodeLithiumMin, cathodeLithiumMax, currentDensity, openCircuitVoltage }: Observables,
  { cathode }: Pick<RunSpec, "cathode">,
): string | undefined {
  if (!cathode) return undefined;
  const least = cathode.openCircuitVoltage[0]![0];
  if (currentDensity > 0 && cathodeLithiumMax > 1 + PAST_THE_END) {
    return `The cathode is full: the surface of its particles takes no more lithium, at an open-circuit voltage of ${toDisplay(openCircuitVoltage, "V")}; end the discharge by a voltage, as in "until 3 V".`;
  }
  if (currentDensity < 0 && cathodeLithiumMin < least - PAST_THE_END) {
    return `The cathode is empty: past a lithium content of ${least.toPrecision(3)} its table ends, at an open-circuit voltage of ${toDisplay(openCircuitVoltage, "V")}; end the charge by a voltage, as in "until 4.25 V".`;
  }
  return undefined;
}

/** Why a run ends whose clock does not move any more. */
export function standing(time: number, { dt }: Observables): string {
  return `At ${time.toFixed(1)} s the time step has become too short to move the clock (${dt} s).`;
}

/** Events of the last accepted step. */
export function happenings(
  outputs: Float64Array,
  before: Observables,
  now: Observables,
  { cell }: Pick<RunSpec, "cell">,
): Said[] {
  const columns = (n: number) => `${n} column${n === 1 ? "" : "s"} of the interface`;
  const [opened, closed] = [outputs[Out.opened]!, outputs[Out.closed]!];
  const said: Said[] = [];
  if (opened > 0) {
    said.push({ kind: "void-opened", message: `${columns(opened)} opened into voids.` });
  }
  if (closed > 0)
    said.push({ kind: "void-closed", message: `${columns(closed)} regained contact.` });
  if (before.stackPressure > 0 && now.stackPressure === 0) {
    said.push({ kind: "pressure-lost", message: "The platen does not press any more." });
  }
  if (before.electrolyteEaten < cell.pellet && now.electrolyteEaten >= cell.pellet) {
    said.push({
      kind: "electrolyte-consumed",
      message: "The interphase has eaten as much electrolyte as the pellet is thick.",
    });
  }
  const um = (at: Out) => `${(1e6 * outputs[at]!).toFixed(1)} um`;
  if (outputs[Out.nucleated]! > 0) {
    const at = `at ${um(Out.leastPotentialSite)}, ${um(Out.leastPotentialDepth)} deep`;
    said.push({
      kind: "internal-nucleation",
      message: `Lithium can deposit inside the electrolyte ${at}.`,
    });
  }
  if (outputs[Out.filamentStarts]! > 0) {
    const n = outputs[Out.filamentStarts]!;
    const more = n > 1 ? ` (the last of ${n} in this step)` : "";
    said.push({
      kind: "filament-started",
      message: `A lithium filament has started to grow at ${um(Out.filamentSite)}${more}.`,
      site: outputs[Out.filamentSite]!,
    });
  }
  const kind = now.shortKind;
  const change = kind - before.shortKind;
  const fused = now.shortFuses > before.shortFuses;
  if (fused) {
    said.push({
      kind: "short-fused",
      message: `The short at ${um(Out.shortSite)} has fused: its current has molten the metal.`,
      site: outputs[Out.shortSite]!,
    });
  }
  if (change > 0 || (fused && kind > 0)) {
    const percent = (100 * outputs[Out.shortShare]!).toPrecision(3);
    said.push({
      kind: "short",
      message: `${kind > 1 ? "Hard" : "Soft"} short: a filament joins both electrodes at ${um(Out.shortSite)} and carries ${percent} % of the current.`,
      site: outputs[Out.shortSite]!,
    });
  } else if (change < 0 && kind === 0 && !fused) {
    said.push({ kind: "short-healed", message: "The short has healed: its metal has parted." });
  }
  if (outputs[Out.infiltrated]! > 0) {
    const at = `at ${um(Out.infiltrationSite)}`;
    said.push({
      kind: "short",
      message: `Short by infiltration: lithium has been pressed through the pores ${at}.`,
      site: outputs[Out.infiltrationSite]!,
    });
  }
  return said;
}
