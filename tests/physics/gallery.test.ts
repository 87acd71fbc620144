// Every scenario of the gallery, as it ships: its books close and what its description claims is so.
import { describe, expect, it } from "vitest";
import { CATHODE_ROWS, FARADAY } from "../../core/constants";
import { fromGallery, GALLERY } from "../../core/gallery";
import { resolveRun } from "../../core/resolve";
import { CONTROLS, type ScenarioInput } from "../../core/scenario";
import { analyse } from "../../core/spectrum/analysis";
import { meanOfRow } from "../../sim/cathode-rows";
import { contactFromFit, perSquareCentimetre, workingSide } from "../../sim/impedance";
import { Simulation } from "../../sim/simulation";
import type { Observables, RunEvent } from "../../sim/types";
import { forecastOf, progressOf, shortOf } from "../../web/panels/filament-summary";
import { sentence } from "../../web/panels/state-sentence";
import { earlier, tell } from "../../web/sentences";
import { falsehoods, untruths } from "../support/falsehoods";
import { wasm } from "../support/kernel";
import { drawn } from "../support/section";

interface Run {
  end: Observables;
  /** The start, and the last row of every protocol step. */
  start: Observables;
  ends: Observables[];
  simulation: Simulation;
}

const scenario = (name: string) => fromGallery(name).scenario as ScenarioInput;

async function play(name: string, change: ScenarioInput = scenario(name)): Promise<Run> {
  const run = await Simulation.create(resolveRun(change), wasm);
  const start = run.observables;
  const ends: Observables[] = [];
  const rows: Observables[] = [start];
  let said = hear(run, rows);
  while (run.advance()) {
    const o = run.observables;
    books(o);
    ends[o.protocolStep] = o;
    rows.push(o);
    said = hear(run, rows, said);
  }
  const end = run.observables;
  books(end);
  hear(run, [...rows, end], said);
  ends[Math.min(end.protocolStep, run.spec.protocol.length - 1)] = end;
  return { end, start, ends, simulation: run };
}

/** What the page says of the state is so, after what it has said before. Returns the name of its situation. */
function hear(run: Simulation, rows: readonly Observables[], saidBefore?: string): string {
  let name = "";
  const now = rows.at(-1)!;
  const { columns, electrolyteRows, h } = run.spec.grid;
  const over = run.status !== "running" && run.status !== "finished";
  const [depth, width] = [electrolyteRows * h, columns * h];
  for (const control of CONTROLS) {
    const [before, past] = [earlier(rows, now), earlier(rows, now, true)];
    const seen = { now, before, past, depth, width, control, over, said: saidBefore };
    const telling = tell(seen);
    name = telling.name;
    const untrue = falsehoods(telling, seen);
    // an expectation takes longer than a time step
    if (untrue.length > 0) expect(untrue).toEqual([]);
  }
  // the state in sentences looks back as far, whatever the current was
  const before = rows[Math.max(0, rows.length - 12)]!;
  const past = before === now ? null : before;
  const seen = { now, before: past, past, depth, width, control: CONTROLS[0], over };
  const said = [
    sentence(rows, now, false),
    progressOf(now, 0),
    shortOf(now, run.events),
    ...(["lithium", "risk"] as const).map((layer) => forecastOf(now, layer)),
  ];
  const untrue = said.flatMap((text) => untruths(text, seen));
  if (untrue.length > 0) expect(untrue).toEqual([]);
  return name;
}

function books({ lithiumDefect, chargeDefect, divergence }: Observables): void {
  if (lithiumDefect < 1e-9 && chargeDefect < 1e-8 && divergence < 1e-3) return;
  expect(lithiumDefect).toBeLessThan(1e-9);
  expect(chargeDefect).toBeLessThan(1e-8);
  expect(divergence).toBeLessThan(1e-3);
}

/** The first event of that kind; none is a failure. */
function first(run: Simulation, kind: RunEvent["kind"]): RunEvent {
  const event = run.events.find((e) => e.kind === kind);
  expect(event, kind).toBeDefined();
  return event!;
}

/** Position that an event names [m]. */
const placeOf = ({ message }: RunEvent) => Number(/at ([\d.]+) um/.exec(message)![1]) * 1e-6;

/** Share of the grown part of the first filament that lies within 1 um (a cell) of a grain boundary. */
async function onBoundaries(run: Simulation, flaw: number, change: ScenarioInput) {
  const { probe } = await drawn(change);
  const [line] = run.frame([]).filaments;
  let [on, all] = [0, 0];
  for (let k = 0; k < line!.points.length; k += 2) {
    const [x, y] = [line!.points[k]!, line!.points[k + 1]!];
    if (y <= flaw) continue;
    all++;
    if (probe.electrolyteBoundary(x, y) < 1e-6) on++;
  }
  return on / all;
}

/** The first complete discharge of a run that has kept a share of it [C/m2]. */
const firstDischarge = ({ end }: Run) => end.dischargeCapacity / end.capacityRetention;

/** Voltage over current without any void: pellet, and twice charge transfer and interphase [Ohm m2]. */
const PRISTINE = 60e-4;

/** Contact that is whole but for debris, 1.2 % of it per mAh/cm2 stripped. */
const WHOLE = 0.98;

/** What the description says, in numbers. */
const CLAIMS: Record<string, (run: Run) => void | Promise<void>> = {
  "single-void"({ start, end }) {
    expect(end.voidHeight).toBeGreaterThan(2 * start.voidHeight);
    expect(end.voidCount).toBe(1);
    expect(end.peakCurrentRatio).toBeGreaterThan(2);
  },
  "void-field"({ start, end }) {
    expect(start.voidCount).toBe(5);
    expect(end.voidVolume).toBeGreaterThan(3 * start.voidVolume);
    expect(end.peakCurrentRatio).toBeGreaterThan(2);
  },
  // three quarters of the critical current keep it whole: validate/cases/stripping.ts
  "strip-3mpa"({ end }) {
    expect(end.contactFraction).toBeLessThan(0.4);
    expect(end.voidHeight).toBeGreaterThan(2e-6);
    expect(end.voidHeight).toBeLessThan(6e-6);
  },
  "impedance-of-voids"({ simulation }) {
    const { spectra, spec } = simulation;
    expect(spectra).toHaveLength(5);
    const fits = spectra.map(({ points, observables }) => {
      const { fit } = analyse(perSquareCentimetre(workingSide(points)));
      const arcs = fit.elements.filter(({ kind }) => kind === "RQ");
      const read = contactFromFit(fit, spec, observables.temperature)!;
      return { arcs, read, contact: observables.contactFraction };
    });
    expect(fits.at(-1)!.contact).toBeLessThan(0.35);
    for (const { arcs, read, contact } of fits) {
      expect(Math.abs(read / contact - 1)).toBeLessThan(0.05);
      arcs.forEach(({ value, frequency }, k) => {
        const first = fits[0]!.arcs[k]!;
        expect(Math.abs((value * contact) / first.value - 1)).toBeLessThan(0.05);
        expect(Math.abs(frequency! / first.frequency! - 1)).toBeLessThan(0.05);
      });
    }
  },
  "full-cell"({ end, ends: [charged, held, rested] }) {
    for (const o of [charged!, end]) {
      expect(o.etaCathode / o.voltage).toBeGreaterThan(0.9);
    }
    expect(held!.cellVoltage).toBeCloseTo(4.2, 6);
    expect(rested!.cellVoltage).toBeCloseTo(rested!.openCircuitVoltage, 6);
    expect(end.contactFraction).toBeGreaterThan(0.95);
    expect(end.dischargeCapacity).toBeGreaterThan(1.03 * end.chargeCapacity);
    expect(end.cathodeLithium).toBeGreaterThan(0.942);
  },
  "hidden-contact-loss"({ start, simulation }) {
    const { spectra } = simulation;
    const [before, after] = spectra.map(({ points }) => workingSide(points).at(-1)!.real);
    const { observables: end } = spectra[1]!;
    expect(end.contactFraction).toBeLessThan(0.25);
    expect(start.cellVoltage - end.cellVoltage).toBeGreaterThan(0.5);
    // what the whole of the working side takes at 1 mA/cm2 more than it did
    expect(10 * (after! - before!)).toBeGreaterThan(0.015);
    expect(10 * (after! - before!)).toBeLessThan(0.04);
    expect(after! / before!).toBeGreaterThan(3);
  },
  async "cathode-section"({ end, simulation: { spec } }) {
    expect(end.cellVoltage).toBeLessThan(3);
    const run = await Simulation.create(spec, wasm);
    while (run.observables.charge < 0.3 * run.observables.nominalCapacity) run.advance();
    const { columns, rows, margin, fields } = run.frame(["cathodeLithium", "reaction"]).cathode!;
    const middle = margin + Math.round((rows - margin) / 2);
    const mean = (field: Float32Array, from: number, to: number) => {
      const kept = [...field.subarray(from * columns, to * columns)].filter(
        (v) => !Number.isNaN(v),
      );
      return kept.reduce((a, b) => a + b, 0) / kept.length;
    };
    const x = fields.cathodeLithium!;
    expect(mean(x, margin, middle)).toBeGreaterThan(mean(x, middle, rows) + 0.005);
    // rims, where there is a reaction, against the middles
    const rim = x.map((v, k) => (Number.isNaN(fields.reaction![k]!) ? Number.NaN : v));
    const core = x.map((v, k) => (Number.isNaN(fields.reaction![k]!) ? v : Number.NaN));
    expect(mean(rim, 0, rows)).toBeGreaterThan(mean(core, 0, rows) + 0.01);
  },
  async "contact-in-one-piece"({ end }) {
    const written = scenario("contact-in-one-piece");
    const { end: twelve } = await play("", {
      ...written,
      cathode: { ...written.cathode, lostArcs: 12 },
    });
    const { end: whole } = await play("", {
      ...written,
      cathode: { ...written.cathode, contact: 1 },
    });
    const [one, many] = [end, twelve].map((o) => whole.cellVoltage - o.cellVoltage);
    expect(one! / many!).toBeGreaterThan(1.8);
    expect(one! / many!).toBeLessThan(2.2);
    // the area narrows charge transfer alone
    const area = end.etaCathodeKinetics - whole.etaCathodeKinetics;
    expect(one! / area).toBeGreaterThan(1.8);
    expect(one! / area).toBeLessThan(2.2);
  },
  "rate-test"({ ends, simulation }) {
    const discharges = ends.filter((_, step) => step % 3 === 0);
    const given = discharges.map((o) => Math.abs(o.capacity));
    expect(given).toEqual(given.toSorted((a, b) => b - a));
    expect(given[3]! / given[0]!).toBeCloseTo(0.92, 2);
    const { lithium } = simulation.frame([]).cathodeRows!;
    expect(meanOfRow(lithium, 0)).toBeGreaterThan(meanOfRow(lithium, CATHODE_ROWS - 1) + 0.02);
  },
  async "bare-or-coated"(bare) {
    const input = scenario("bare-or-coated");
    const coated = await play("bare-or-coated", {
      ...input,
      cathode: { ...input.cathode, interphase: "coated", coating: { thickness: "10 nm" } },
    });
    expect(bare.end.capacityRetention).toBeCloseTo(0.92, 2);
    expect(coated.end.capacityRetention).toBeGreaterThan(0.98);
    expect(firstDischarge(coated) / firstDischarge(bare)).toBeCloseTo(1.03, 2);
    // mAh/g of the prototype after one cycle; its steps scatter by 0.8
    const perGram = 0.42 * 60e-6 * 4770 * 3600;
    expect(Math.abs((1e3 * firstDischarge(bare)) / perGram / 1e3 - 182.8)).toBeLessThan(1);
    expect(Math.abs((1e3 * firstDischarge(coated)) / perGram / 1e3 - 189.1)).toBeLessThan(1);
  },
  async "halide-layer"(halide) {
    const { catholyte, layer, ...cathode } = scenario("halide-layer").cathode!;
    expect([catholyte, layer]).toEqual(["Li3YCl6", "20 um"]);
    const bare = await play("halide-layer", { ...scenario("halide-layer"), cathode });
    expect(halide.end.capacityRetention).toBeGreaterThan(0.99);
    expect(firstDischarge(halide) / firstDischarge(bare)).toBeCloseTo(0.93, 2);
    expect(bare.end.dischargeCapacity).toBeLessThan(halide.end.dischargeCapacity);
    expect(halide.end.cathodeFilmResistance).toBeLessThan(0.1 * bare.end.cathodeFilmResistance);
  },
  "strip-7mpa"({ end }) {
    expect(end.contactFraction).toBeGreaterThan(0.95);
    expect(end.voidCount).toBe(0);
  },
  "pressure-step"({ ends: [pressed, , released] }) {
    expect(pressed!.contactFraction).toBeGreaterThan(0.95);
    expect(pressed!.voidCount).toBe(0);
    expect(released!.contactFraction).toBeLessThan(0.6);
    expect(released!.voidCount).toBeGreaterThan(0);
  },
  "cycle-3mpa"({ ends }) {
    const [strips, plates] = [0, 1].map((first) => ends.filter((_, k) => k % 2 === first));
    for (const o of strips!) expect(o.contactFraction).toBeLessThan(0.5);
    for (const o of plates!) {
      expect(o.voidCount).toBeGreaterThan(0);
      expect(o.contactFraction).toBeGreaterThan(0.95);
    }
    for (const half of [strips!, plates!]) {
      const volumes = half.map(({ voidVolume }) => voidVolume);
      expect(volumes).toEqual(volumes.toSorted((a, b) => a - b));
    }
  },
  heal({ start, end }) {
    expect(start.voidHeight).toBeGreaterThan(3.5e-6);
    expect(end.voidVolume).toBeLessThan(0.5 * start.voidVolume);
    expect(end.contactFraction).toBeGreaterThan(0.99);
  },
  release({ ends: [stripped, , , , probed] }) {
    expect(stripped!.contactFraction).toBeLessThan(0.6);
    expect(probed!.stackPressure / 3e6).toBeCloseTo(1, 9);
    expect(probed!.voidVolume).toBeLessThan(0.5 * stripped!.voidVolume);
    expect(probed!.areaResistance / PRISTINE).toBeCloseTo(1, 2);
  },
  hot({ end }) {
    expect(end.contactFraction).toBeGreaterThan(WHOLE);
    expect(end.voidCount).toBe(0);
  },
  cold({ end }) {
    expect(end.contactFraction).toBeLessThan(0.2);
    expect(end.voidCount).toBeGreaterThan(0);
  },
  async rough({ end }) {
    expect(Math.abs(end.contactFraction - 0.75)).toBeLessThan(0.1);
    expect((await play("smooth")).end.contactFraction).toBeGreaterThan(WHOLE);
  },
  smooth({ end }) {
    expect(end.contactFraction).toBeGreaterThan(WHOLE);
    expect(end.voidCount).toBe(0);
  },
  "thin-lithium"({ end, simulation }) {
    expect(simulation.status).toBe("stopped");
    expect(simulation.events.map(({ kind }) => kind)).toContain("lithium-depleted");
    expect(simulation.endReason).toMatch(/^The lithium reservoir is empty: /);
    // less what the interface gave before the platen followed
    const { cell, lithium } = simulation.spec;
    const whole = (cell.reservoir * FARADAY) / lithium.molarVolume.value;
    expect(end.charge / whole).toBeCloseTo(1, 2);
    expect(Math.abs(end.reservoir)).toBeLessThan(1e-9);
    expect(end.contactFraction).toBeGreaterThan(0.95);
  },
  async "cycle-to-short"({ ends: [stripped], end, simulation }) {
    expect(stripped!.contactFraction).toBeLessThan(0.5);
    expect(end.shortKind).toBeGreaterThan(0);
    // it starts on plating, within the half minute in which contact is still lost
    const start = first(simulation, "filament-started");
    expect(start.time).toBeGreaterThan(stripped!.time);
    expect(start.time).toBeLessThan(stripped!.time + 120);
    const input = scenario("cycle-to-short");
    const [strip] = input.protocol;
    const before = await play("cycle-to-short", {
      ...input,
      protocol: [/Strip [^;]*/.exec(strip!)![0]],
    });
    const { interface: face, h } = before.simulation.frame([]);
    const at = Math.floor(placeOf(start) / h);
    expect(face.current[at]! / stripped!.currentDensity).toBeGreaterThan(2);
    for (const side of [face.contact.slice(at - 5, at), face.contact.slice(at + 1, at + 6)])
      expect(Math.min(...side)).toBe(0);
    const pressed = await play("cycle-to-short", {
      ...input,
      conditions: { stackPressure: "7 MPa" },
    });
    expect(pressed.end.time).toBeGreaterThan(end.time);
    expect(pressed.end.filamentCount).toBe(0);
    // in this draw of its flaws
    const { end: other } = await play("cycle-to-short", { ...input, seed: 3 });
    expect(other.shortKind).toBe(0);
    const small = await play("cycle-to-short", {
      ...input,
      electrolyte: { ...input.electrolyte, flaws: { list: [{ at: "40 um", length: "0.1 um" }] } },
    });
    expect(small.end.voidCount).toBeGreaterThan(0);
    expect(small.end.filamentCount).toBe(0);
  },
  "triple-junction"({ end, simulation }) {
    expect(end.shortKind).toBeGreaterThan(0);
    expect(placeOf(first(simulation, "filament-started"))).toBeCloseTo(24e-6, 7);
    const { filaments } = simulation.frame([]);
    // the longer flaw of the grain stays as it was
    expect(filaments.filter(({ points }) => points[0] === 48e-6)[0]!.points.at(-1)).toBeCloseTo(
      7e-6,
      7,
    );
    let [on, all] = [0, 0];
    for (const { points } of filaments) {
      for (let k = 0; k < points.length; k += 2) {
        const [x, y] = [points[k]!, points[k + 1]!];
        if (Math.abs(x - 48e-6) < 1e-9 || y > 46e-6) continue;
        all++;
        const apart = Math.abs(x - 24e-6);
        // straight down, then one in two to either side; a cell beside is still on it
        if (y < 16e-6 ? apart < 1e-6 : Math.abs(apart - 0.5 * (y - 16e-6)) < 1e-6) on++;
      }
    }
    expect(on / all).toBeGreaterThan(0.9);
  },
  // of seeds 1 to 10 the shares are 0.29 to 0.94 and 0.28 to 0.54, their means 0.70 and 0.40: one seed tells little
  async "grain-boundary"({ end, simulation }) {
    expect(end.shortKind).toBeGreaterThan(0);
    const input = scenario("grain-boundary");
    const tough: ScenarioInput = {
      ...input,
      electrolyte: {
        ...input.electrolyte,
        grains: { size: "10 um", boundaryToughness: "0.3 MPa.m^0.5" },
      },
    };
    const share = async (change: ScenarioInput) =>
      onBoundaries((await play("grain-boundary", change)).simulation, 5e-6, change);
    const led = [await onBoundaries(simulation, 5e-6, input)];
    const free = [await share(tough)];
    for (const seed of [2, 3]) {
      led.push(await share({ ...input, seed }));
      free.push(await share({ ...tough, seed }));
    }
    const mean = (shares: number[]) => shares.reduce((sum, s) => sum + s, 0) / shares.length;
    for (const s of led) expect(s).toBeGreaterThan(0.5);
    for (const s of free) expect(s).toBeLessThan(0.5);
    expect(mean(led) - mean(free)).toBeGreaterThan(0.25);
  },
  // the filament starts after 435 s, and in steps of 7.5 and 3 s after 405 and 414 s; in steps of 30 s it would be a stair later
  async "ccd-ramp"({ end, simulation }) {
    const levels = (run: Simulation, minutes: number) =>
      0.25 * Math.ceil(first(run, "filament-started").time / (60 * minutes));
    expect(levels(simulation, 2)).toBe(1);
    expect(end.currentDensity / -10).toBeCloseTo(1.75, 9);
    const input = scenario("ccd-ramp");
    for (const [pace, level] of [
      ["10 min", 1.5],
      ["30 s", 2.5],
    ] as const) {
      const protocol = [input.protocol[0]!.replace("2 min", pace)];
      const other = await play("ccd-ramp", { ...input, protocol });
      expect(other.end.shortKind).toBeGreaterThan(0);
      expect(other.end.currentDensity / -10).toBeCloseTo(level, 9);
    }
  },
  async "dense-pellet"({ end }) {
    expect(end.filamentCount).toBe(0);
    const input = scenario("dense-pellet");
    const loose = { ...input, electrolyte: { ...input.electrolyte, density: 0.85 } };
    const shorted = await play("dense-pellet", loose);
    expect(shorted.end.shortKind).toBeGreaterThan(0);
    expect(shorted.end.time).toBeLessThan(300);
  },
  async multilayer({ end }) {
    expect(end.time).toBeCloseTo(1200, 6);
    expect(end.filamentDepth).toBeGreaterThan(16e-6);
    expect(end.filamentDepth).toBeLessThan(32e-6);
    const input = scenario("multilayer");
    const inert = { ...input, electrolyte: { ...input.electrolyte, layers: [] } };
    const shorted = await play("multilayer", inert);
    expect(shorted.end.shortKind).toBeGreaterThan(0);
    expect(shorted.end.time).toBeLessThan(300);
  },
  async doux({ end, simulation }) {
    const short = first(simulation, "short");
    expect(short.message).toMatch(/^Short by infiltration/);
    expect(short.time / 3600).toBeGreaterThan(55);
    expect(short.time / 3600).toBeLessThan(70);
    expect(end.filamentCount).toBe(0);
    const { filaments } = simulation.frame([]);
    expect(Math.max(...filaments.map(({ points }) => points.at(-1)!))).toBeGreaterThan(20e-6);
    expect(end.infiltrationVolume).toBeGreaterThan(0);
    const gentle = { ...scenario("doux"), conditions: { stackPressure: "5 MPa" } };
    const pressed = await play("doux", gentle);
    expect(pressed.end.time).toBeGreaterThan(short.time);
    expect(pressed.end.infiltration).toBeLessThan(0.1);
  },
  async conditioning({ start, ends: [early], end }) {
    expect(start.filmResistance / end.filmResistance).toBeCloseTo(5, 2);
    expect(early!.filmResistance / end.filmResistance).toBeLessThan(1.15);
    const protocol = [
      "Plate at 0.05 mA/cm2 until 5 uA.h/cm2",
      "Plate at 0.05 mA/cm2 until 45 uA.h/cm2",
    ];
    const slow = await play("conditioning", { ...scenario("conditioning"), protocol });
    expect(slow.ends[0]!.filmResistance / end.filmResistance).toBeGreaterThan(2.5);
    expect(slow.end.filmResistance / end.filmResistance).toBeLessThan(1.08);
  },
  ctta({ ends }) {
    const rests = ends.filter((_, step) => step % 2 === 1);
    const lasted = rests.map(({ time }, n) => time - (rests[n - 1]?.time ?? 0));
    lasted.slice(1).forEach((time, n) => {
      expect(time / lasted[0]! / (2 * n + 3)).toBeCloseTo(1, 1);
    });
    const root = (o: Observables) => Math.sqrt(o.time / 3600);
    const [second, last] = [rests[1]!, rests.at(-1)!];
    const slope = (last.interphaseCharge - second.interphaseCharge) / (root(last) - root(second));
    expect(slope / 36).toBeCloseTo(2, 1);
  },
  async "coated-anode"({ ends: [half], end }) {
    const bare = { ...scenario("coated-anode"), electrolyte: {} };
    const uncoated = await play("coated-anode", bare);
    expect(end.interphaseCharge).toBeLessThan(0.1 * uncoated.end.interphaseCharge);
    expect(end.interphaseCharge / half!.interphaseCharge).toBeGreaterThan(1.9);
  },
  "mixed-conducting"({ start, ends, end }) {
    expect(end.areaResistance).toBeGreaterThan(10 * start.areaResistance);
    expect(end.shortKind).toBe(0);
    const charge = (hours: number) => ends[hours / 5 - 1]!.interphaseCharge / 36;
    // 5 uAh/cm2 an hour while the reaction decides, less and less from 80 on
    expect((charge(10) - charge(5)) / 5).toBeGreaterThan(2.5);
    expect(end.voidVolume).toBeLessThan(1e-9);
  },
  wetting({ end }) {
    expect(end.contactFraction).toBeGreaterThan(0.8);
  },
  "interphase-aging"({ start, ends, end }) {
    expect(Math.max(...ends.map((o) => o.lithiumDefect))).toBeLessThan(1e-9);
    expect(end.voidCount).toBe(0);
    expect(end.counterLithiumEaten / end.lithiumEaten).toBeCloseTo(1, 1);
    expect(end.electrolyteEaten).toBeGreaterThan(0.2e-6);
    const grown = (o: Observables) => o.areaResistance - start.areaResistance;
    // four times the time, twice the growth, less what it started from
    expect(grown(end) / grown(ends[49]!)).toBeGreaterThan(2);
    expect(grown(end) / grown(ends[49]!)).toBeLessThan(2.4);
  },
};

describe("gallery", () => {
  it.each(GALLERY.map(({ name }) => name))("%s does what it says", async (name) => {
    const run = await play(name);
    if (name !== "thin-lithium")
      expect(run.simulation.status, run.simulation.endReason).toBe("finished");
    expect(run.end.lithiumDefect).toBeLessThan(1e-9);
    expect(run.end.divergence).toBeLessThan(1e-4);
    await CLAIMS[name]!(run);
  });
});
