// A full cell as a person writes it: the protocol's words, the composition, what is refused.
import { describe, expect, it } from "vitest";
import { cathodeRemarks } from "../../core/cathode";
import { measuredConductivities } from "../../core/composites";
import { cubic } from "../../core/pchip";
import { canonical } from "../../core/protocol";
import { resolveRun } from "../../core/resolve";

const run = (protocol: string[], cathode: object = {}) =>
  resolveRun({ protocol, cathode: { model: "lumped", ...cathode } });

describe("protocol of a full cell", () => {
  it("counts C-rates from the window of the cathode", () => {
    const { cathode, protocol } = run(["Charge at C/10 until 4.25 V", "Discharge at 0.5C for 1 h"]);
    // 60 um of 42 %: 2.25 mA.h/cm2
    expect(cathode!.nominalCapacity / 36000).toBeCloseTo(2.254, 3);
    expect(protocol.map(({ kind }) => kind)).toEqual(["plate", "strip"]);
    const currents = protocol.map(
      ({ control }) => "currentDensity" in control && control.currentDensity,
    );
    expect(currents).toEqual([-0.1, 0.5].map((c) => c * (cathode!.nominalCapacity / 3600)));
  });

  it("means the voltage of the cell after Charge, Discharge and Hold, the polarisation after Strip and Plate", () => {
    const { protocol } = run([
      "Charge at C/10 until 4.2 V",
      "Hold at 4.2 V until C/50",
      "Discharge at C/3 until 3 V",
      "Strip at 1 mA/cm2 until 500 mV",
    ]);
    const rules = protocol.map(({ until }) => until.map(({ text }) => text).join());
    expect(rules).toEqual([
      "cellVoltage > 4.2 V",
      "currentSize < C/50",
      "cellVoltage < 3 V",
      "voltage > 500 mV",
    ]);
  });

  it.each([
    ["charge at c/10 until 4.25 V", undefined],
    ["Charge at C/10 until 4.25 V", "Charge at C/10 until 4.25 V"],
    ["Discharge at 0.5 C until 3 V or for 2 h", "Discharge at C/2 for 2 h or until 3 V"],
    ["Discharge at 2C until 3 V", "Discharge at 2C until 3 V"],
    ["Hold at 4.25 V until C/20", "Hold at 4.25 V until C/20"],
    [
      "Cycle 50 times: [Charge at C/3 until 4.25 V; Discharge at C/3 until 3 V] until dischargeCapacity < 80 %",
      "Cycle 50 times: [Charge at C/3 until 4.25 V; Discharge at C/3 until 3 V] until dischargeCapacity < 80 %",
    ],
  ])("%s", (line, text) => {
    if (text) expect(canonical(line)).toBe(text);
    else expect(() => canonical(line)).toThrow(/"c\/10" is not a current density/);
  });

  it("counts a share of a discharge from the first one", () => {
    const { protocol } = run([
      "Cycle 2 times: [Charge at C/3 until 4.2 V; Discharge at C/3 until 3 V] until dischargeCapacity < 80 %",
    ]);
    expect(protocol[1]!.loops[0]!.until[0]).toMatchObject({
      observable: "capacityRetention",
      value: 0.8,
    });
  });

  it.each([
    ["Hold at 4.35 V until C/50", /"4.35 V" is above the 4.3 V at which the table/],
    ["Charge at C/10 until 5 V", /"5 V" is above the 4.3 V/],
    ["Hold at 20 mV for 1 h", /"20 mV" is no voltage of a full cell/],
    ["Charge at 1000C until 4 V", /"1000C" is out of range/],
  ])("refuses %s", (line, sentence) => {
    expect(() => run(["Rest for 1 s", line])).toThrow(sentence);
    expect(() => run(["Rest for 1 s", line])).toThrow(/step 2: /);
  });
});

describe("composition", () => {
  it("takes conductivities as measured at the share of the solids", () => {
    expect(measuredConductivities(0.4, 0)).toEqual({ electrons: 0.02175, ions: 0.0344 });
    const { electrons, ions } = measuredConductivities(0.5, 0);
    expect(electrons).toBeCloseTo(0.1 * Math.sqrt(0.2175 * 1.08), 6);
    expect(ions).toBeCloseTo(0.1 * Math.sqrt(0.344 * 0.01005), 6);
    expect(measuredConductivities(0.4, 2).electrons).toBeCloseTo(273 * 0.02175, 3);
  });

  it.each([
    [{ share: 0.8 }, /0.8 is 93 % of the solids, too much for ions to percolate/],
    [{ share: 0.1 }, /0.1 is 12 % of the solids, too little for electrons/],
    [{ share: 0.9, porosity: 0.2 }, /leave no room for electrolyte/],
    [{ model: "sphere" }, /"sphere" is unknown; choose among none, lumped, line and section/],
    [{ material: "Li6PS5Cl" }, /"Li6PS5Cl" is an electrolyte; use NCM811/],
  ])("refuses %j", (cathode, sentence) => {
    expect(() => run(["Rest for 1 s"], cathode)).toThrow(sentence);
  });

  it("has the counter electrode's place", () => {
    const input = { protocol: ["Rest for 1 s"], cathode: { model: "lumped" } };
    const both = { ...input, interface: { counterResistance: "5 Ohm.cm2" } };
    expect(() => resolveRun(both)).toThrow(/has no place beside a cathode/);
  });

  it("says where one particle does not stand for all", () => {
    const said = (cathode: object, line: string) => cathodeRemarks(run([line], cathode)).join();
    const discharge = "Discharge at 1C until 3 V";
    const even = { ionicConductivity: "0.3 mS/cm", electronicConductivity: "0.2 mS/cm" };
    expect(said(even, discharge)).toBe("");
    const starved = { ...even, ionicConductivity: "0.05 mS/cm" };
    expect(said(starved, discharge)).toMatch(/ions lose 90 mV on their way/);
    expect(said({ ...starved, thickness: "200 um" }, "Rest for 1 s")).toMatch(
      /reaction lengths thick/,
    );
    expect(said({ ...starved, model: "line" }, discharge)).toBe("");
    expect(said({ particle: "15 um" }, "Rest for 1 s")).toMatch(/electrons reach all particles/);
  });
});

describe("curves", () => {
  const voltage = (material: string, x: number) =>
    cubic(run(["Rest for 1 s"], { material }).cathode!.openCircuitVoltage, x);

  // C1
  it.each([
    [0.2657, 4.1999],
    [0.4521, 4.0],
    [0.6188, 3.8],
    [0.8836, 3.6],
  ])("NCM811 has at x = %f %f V", (x, U) => {
    expect(Math.abs(voltage("NCM811", x) - U)).toBeLessThan(1.5e-3);
  });

  it("keep the functions of LGM50 and LCO within a millivolt", () => {
    const { tanh } = Math;
    const lgm50 = (x: number) =>
      4.4875 -
      0.809 * x -
      0.0428 * tanh(18.5138 * (x - 0.5542)) -
      17.7326 * tanh(15.789 * (x - 0.3117)) +
      17.5842 * tanh(15.9308 * (x - 0.312));
    const lco = (x: number) => {
      const y = 1.062 * x;
      return (
        2.16216 +
        0.07645 * tanh(30.834 - 54.4806 * y) +
        2.1581 * tanh(52.294 - 50.294 * y) -
        0.14169 * tanh(11.0923 - 19.8543 * y) +
        0.2051 * tanh(1.4684 - 5.4888 * y) +
        0.2531 * tanh((0.56478 - y) / 0.1316) -
        0.02167 * tanh((y - 0.525) / 0.006)
      );
    };
    for (let x = 0.25; x <= 0.98; x += 0.0037) {
      expect(Math.abs(voltage("LGM50", x) - lgm50(x))).toBeLessThan(3e-4);
      if (x > 0.43) expect(Math.abs(voltage("LCO", x) - lco(x))).toBeLessThan(5e-4);
    }
  });
});

describe("an electrolyte of its own in the cathode", () => {
  it("scales the ions of the composite by the pellets, and brings its time for the interphase", () => {
    const own = run(["Rest for 1 s"], { catholyte: "Li3YCl6", layer: "20 um" }).cathode!;
    const argyrodite = run(["Rest for 1 s"]).cathode!;
    expect(own.ionicConductivity / argyrodite.ionicConductivity).toBeCloseTo(0.51 / 2.33, 6);
    expect(own.electronicConductivity).toBe(argyrodite.electronicConductivity);
    expect(own.catholyte!.interphaseTime.value).toBeCloseTo(4400 * 3600, 6);
    expect(own.layer).toBeCloseTo(20e-6, 12);
    expect(argyrodite.catholyte).toBeUndefined();
  });

  it.each([
    [
      { layer: "20 um" },
      /^cathode.layer: "20 um" is a layer of the catholyte, and the cathode has none/,
    ],
    [
      { catholyte: "Li3YCl" },
      /^cathode.catholyte: "Li3YCl" is not a known material; did you mean "Li3YCl6"/,
    ],
    [{ catholyte: "Li6PS5Cl" }, /^cathode.catholyte: "Li6PS5Cl" is an electrolyte; use Li3YCl6/],
  ])("refuses %j", (cathode, sentence) => {
    expect(() => run(["Rest for 1 s"], cathode)).toThrow(sentence);
  });
});
