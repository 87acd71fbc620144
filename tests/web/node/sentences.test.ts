// What the page says where the state alone is not enough: what takes the contact, what is noise, what was so a moment ago.
import { expect, test } from "vitest";
import { fromGallery } from "../../../core/gallery";
import { resolveRun } from "../../../core/resolve";
import type { ScenarioInput } from "../../../core/scenario";
import { Simulation } from "../../../sim/simulation";
import type { Frame, Observables } from "../../../sim/types";
import { number, quantities, show } from "../../../web/format";
import { FrameIntake } from "../../../web/frame-intake";
import { speakState } from "../../../web/panels/state-sentence";
import { traceOf } from "../../../web/panels/traces";
import { chargedTo, earlier, isOutdated, type Telling, tell } from "../../../web/sentences";
import type { Speech } from "../../../web/speech";
import { initialState, type State, Store } from "../../../web/store";
import type { FrameMessage } from "../../../web/worker-protocol";
import { wasm } from "../../support/kernel";

/** What is said of each step of a scenario, until a time [s]. */
async function told(name: string, until: number): Promise<[Telling, Observables][]> {
  const spec = resolveRun(fromGallery(name).scenario as ScenarioInput);
  const run = await Simulation.create(spec, wasm);
  run.openEnd = true;
  const control = spec.scenario.view?.control ?? "pressure";
  const depth = spec.grid.electrolyteRows * spec.grid.h;
  const width = spec.grid.columns * spec.grid.h;
  const rows = [run.observables];
  let said: string | undefined;
  const all: [Telling, Observables][] = [];
  for (;;) {
    const now = rows.at(-1)!;
    const [before, past] = [earlier(rows, now), earlier(rows, now, true)];
    const telling = tell({ now, before, past, depth, width, control, over: false, said });
    said = telling.name;
    all.push([telling, now]);
    if (now.time >= until || !run.advance()) break;
    rows.push(run.observables);
  }
  run.dispose();
  return all;
}

const names = (all: readonly [Telling, Observables][]) =>
  all.map(([{ name }]) => name).filter((name, k, list) => name !== list[k - 1]);

test("contact that debris takes is not lithium that parts: nobody is sent to press it back", async () => {
  const all = await told("strip-7mpa", 2 * 3600);
  expect(names(all)).toEqual(["starts", "follows", "follows under debris"]);
  const [last, { contactLost }] = all.at(-1)!;
  expect(last.happens).toContain(`debris covers ${show(quantities.fraction, contactLost, 2)}`);
  expect(last.invites).toBe("Lower the pressure until a void opens.");
});

test("with hardly any contact left the page does not speak of voids that close", async () => {
  const all = await told("cold", 2.4 * 3600);
  expect(names(all)).not.toContain("voids close");
  const [last, now] = all.at(-1)!;
  expect(last.happens).toMatch(/^Hardly any contact is left: [\d.]+\s% touches/);
  // nor when a cell of the grid comes back
  const { contactFraction, voidVolume } = now;
  const before = {
    ...now,
    contactFraction: 0.9 * contactFraction,
    voidVolume: 1.1 * voidVolume,
  };
  const seen = {
    now,
    before,
    past: before,
    depth: 1e-4,
    width: 1e-4,
    control: "pressure",
    over: false,
  } as const;
  expect(tell(seen).name).toBe("hardly touches");
});

test("a void is one only where no more has parted: gaps below a cell are drawn, too", async () => {
  const grows = /: (a void grows|voids grow)\.$/;
  const single = (await told("single-void", 1800)).filter(([{ happens }]) => grows.test(happens));
  expect(single.length).toBeGreaterThan(3);
  expect(single.every(([{ happens }]) => happens.endsWith("a void grows."))).toBe(true);
  // sinks along the whole interface, a void counted at one of them before the others
  const several = (await told("wetting", 720)).filter(([{ happens }]) => grows.test(happens));
  expect(several.length).toBeGreaterThan(0);
  expect(several.every(([{ happens }]) => happens.endsWith("voids grow."))).toBe(true);
});

test("of contact that is lost bit by bit a screen reader tells now and then", () => {
  const store = new Store(initialState());
  const run = {
    depth: 1e-4,
    width: 1e-4,
    control: "pressure",
    protocol: ["Strip"],
  } as unknown as State["run"];
  const said: string[] = [];
  speakState(store, { say: (text: string) => said.push(text) } as unknown as Speech);
  const rows: Observables[] = [];
  for (let k = 0; k < 140; k++) {
    const contactFraction = 0.97 - 0.005 * k;
    rows.push({
      ...{ time: k, currentDensity: 10, contactFraction, contactRecoverable: 1 - contactFraction },
      ...{ voidCount: 0, shortKind: 0, infiltration: 0, filamentCount: 0, openCircuitVoltage: 0 },
      ...{ protocolStep: 0, filamentDepth: 0 },
    } as Observables);
    const frame = { observables: rows[k] } as Frame;
    store.set({ run, frame, rows: [...rows], status: "running", pulse: k });
  }
  expect(said.length).toBeGreaterThan(4);
  expect(said.length).toBeLessThan(12);
});

test("why a run has ended is written as people write it", () => {
  const store = new Store(initialState());
  new FrameIntake(store).take(
    { rows: [], events: [], endReason: "Empty after 0.6 mA.h/cm2." } as unknown as FrameMessage,
    false,
  );
  expect(store.value.endReason).toBe("Empty after 0.6 mAh/cm².");
});

test("pressure is said to bring lithium back only while more of it touches", async () => {
  const all = await told("rough", 5 * 3600);
  expect(names(all)).toEqual(expect.arrayContaining(["voids grow", "voids stand"]));
  for (const [k, [{ name }, now]] of all.entries()) {
    if (name !== "voids close") continue;
    const before = all[Math.max(0, k - 11)]![1];
    expect(now.contactFraction).toBeGreaterThan(before.contactFraction);
  }
});

test("a growing interphase is what happens where it is the story, through every half cycle", async () => {
  const all = await told("interphase-aging", 20 * 3600);
  expect(names(all)).toEqual(["starts", "film grows"]);
  expect(all.at(-1)![0]).toMatchObject({ invites: "Warm it: does it grow faster?" });
  const [past, now] = [all.at(-9)![1], { ...all.at(-1)![1], filmResistance: 4e-8 }];
  const seen = {
    now,
    before: past,
    past,
    depth: 20e-6,
    width: 40e-6,
    control: "temperature",
    over: false,
  } as const;
  expect(tell(seen).happens).toMatch(/thick, less than 0\.001\sΩ cm²\.$/);
  expect(names(await told("conditioning", 60))).toEqual(["plates", "film conditions"]);
});

test("no sentence goes to and fro with changes that mean nothing", async () => {
  expect(names(await told("rough", 5 * 3600)).length).toBeLessThanOrEqual(10);
  // what is left of its void is counted as one or none for days
  expect(names(await told("heal", 1e6))).toEqual(["rests", "voids close", "buried"]);
});

test("at the start nobody is asked to open voids: what the lithium does is not known yet", async () => {
  const [[first]] = (await told("interphase-aging", 0)) as [[Telling, Observables]];
  expect(first.happens).toMatch(/^Stripping starts at 0.10\smA\/cm²\.$/);
  expect(first.invites).toBe("Does lithium follow?");
});

test("a sentence goes when it is not so any more, and stands while little has changed", async () => {
  const all = await told("cycle-3mpa", 3700);
  const strip = all.findLast(([, o]) => o.currentDensity > 0)![1];
  const plate = all.at(-1)![1];
  expect(isOutdated(strip, plate)).toBe(true);
  expect(isOutdated(strip, { ...strip, contactFraction: strip.contactFraction + 0.01 })).toBe(
    false,
  );
  expect(isOutdated(strip, { ...strip, contactFraction: strip.contactFraction + 0.1 })).toBe(true);
  expect(isOutdated(strip, { ...strip, filamentCount: 1 })).toBe(true);
  expect(isOutdated(strip, { ...strip, shortKind: 1 })).toBe(true);
});

test("what rounding has left is nothing, and what cannot be negative is not", () => {
  expect(number(-3.16e-318)).toBe("0");
  expect(show(quantities.voltage, -3.3e-18)).toBe("0\u202fmV");
  expect(show(quantities.voltage, 7.8e-7)).not.toBe("0\u202fmV");
  const { of, quantity } = traceOf("reservoir");
  expect(show(quantity, of({ reservoir: -3.26e-14 } as Observables))).toBe("0\u202fµm");
  expect(traceOf("voidVolume").of({ voidVolume: -7.1e-9 } as Observables)).toBe(0);
});

test("a cell that has gone past empty or full says so, in place of a share that cannot be", () => {
  expect(chargedTo(-0.066)).toBe("past empty");
  expect(chargedTo(1.02)).toBe("past full");
  expect(chargedTo(0.4)).toBe("40\u202f% charged");
  expect(chargedTo(0)).toBe("0\u202f% charged");
});
