// Random scenarios: the books close and every number is a number, whatever is asked. The first of the list that
// `npm run torture` goes through.
import { expect, it } from "vitest";
import type { ScenarioInput } from "../../core/scenario";
import { wasm } from "../support/kernel";
import { amount } from "../support/length";
import { listed } from "./scenarios";
import { torment } from "./torment";

const both = [
  ...listed(amount(15, 40)),
  ...listed(amount(15, 40), 1, "switched"),
  ...listed(amount(10, 20), 1, "textured"),
];

it.each(both.map((scenario, k) => [k, scenario] as const))(
  "random scenario %i holds its ledgers and ends",
  async (_, scenario) => {
    expect((await torment(scenario, wasm)).fault, JSON.stringify(scenario)).toBeNull();
  },
);

/** What `npm run torture` has found, cut down. */
const FOUND: [string, ScenarioInput][] = [
  [
    "lithium behind the stop of a column that opens is put back",
    {
      seed: 70199,
      cell: { width: "40 um", lithium: "20 um", electrolyte: "24 um", reservoir: "5 um" },
      mesh: { columns: 48 },
      conditions: { temperature: "35 Cel", stackPressure: "11 MPa" },
      materials: { overrides: { "lithium.creepStress": "3 MPa" } },
      interface: {
        kineticsAmplitude: 1,
        sinkAmplitude: 0,
        siteSpacing: "0 um",
        defects: [
          { at: "7 um", width: "12 um", height: "2 um" },
          { at: "15 um", width: "12 um", height: "4.5 um" },
        ],
      },
      physics: {
        powerLawCreep: false,
        healing: false,
        interphaseGrowth: true,
        stressPotential: true,
      },
      protocol: ["Rest for 12 min", "Strip at 0.11 mA/cm2 for 30 min"],
    },
  ],
  [
    "an event search ends although its last step is longer by rounding",
    {
      seed: 2,
      cell: { width: "40 um", lithium: "8 um", electrolyte: "24 um", reservoir: "5 um" },
      mesh: { columns: 24 },
      conditions: { temperature: "-18 Cel", stackPressure: "1 MPa" },
      interface: {
        kineticsAmplitude: 0.3,
        siteSpacing: "10 um",
        defects: [
          { at: "15 um", width: "5 um", height: "6 um" },
          { at: "7 um", width: "5 um", height: "6 um" },
        ],
      },
      physics: { healing: false },
      protocol: [
        "Hold at 200 mV for 14 min",
        "Cycle 2 times: [Press to 1 MPa over 1 s; Rest for 10 min at 43 Cel]",
        "Strip at 1 mA/cm2 until 0.5 mA.h/cm2 or until contact < 40 %",
      ],
    },
  ],
  [
    "soft lithium under 27 MPa flows",
    {
      cell: { width: "40 um", lithium: "8 um", electrolyte: "8 um" },
      mesh: { columns: 48 },
      conditions: { temperature: "37 Cel", stackPressure: "27 MPa" },
      materials: { overrides: { "lithium.creepStress": "1 MPa" } },
      interface: {
        sinkAmplitude: 1,
        siteSpacing: "0 um",
        defects: [{ at: "0 um", width: "12 um", height: "4.5 um" }],
      },
      protocol: ["Rest for 1 min"],
    },
  ],
  [
    "fields whose correlation is far longer than the section are a wave, not a division of zero by zero",
    {
      cell: { width: "4 um", lithium: "4 um", electrolyte: "4 um" },
      mesh: { columns: 24 },
      interface: { sinkAmplitude: 0.3, kineticsAmplitude: 1, correlation: "1 mm" },
      protocol: ["Strip at 1 mA/cm2 for 1 min"],
    },
  ],
  [
    "a flow tolerance wider than what a step may leave is taken as that",
    {
      cell: { width: "20 um", lithium: "8 um", electrolyte: "8 um" },
      mesh: { columns: 32 },
      conditions: { temperature: "-36 Cel", stackPressure: "0.2 MPa" },
      interface: { defects: [{ at: "15 um", width: "5 um", height: "6 um" }] },
      physics: { adhesion: "20 MPa", vacancySinks: false, powerLawCreep: false },
      numerics: { tolerance: 0.1 },
      protocol: ["Strip at 0.1 mA/cm2 for 10 min"],
    },
  ],
  [
    "a layer that hardly conducts takes hundreds of volts",
    {
      cell: { width: "10.2 um", lithium: "8 um", electrolyte: "8.2 um" },
      mesh: { columns: 20 },
      electrolyte: {
        layers: [
          { thickness: "0.4 um", ionicConductivity: "8 S/cm" },
          { thickness: "1.6 um", ionicConductivity: "1e-6 mS/cm" },
        ],
      },
      protocol: ["Ramp cycles 0.1 to 2 mA/cm2 by 0.1 every 10 s, rest 1 s"],
    },
  ],
  [
    "what a full column cannot take when it opens is not lost",
    {
      seed: 2412807802,
      cell: {
        width: "17.3 um",
        lithium: "4.33 um",
        electrolyte: "8.65 um",
        pellet: "433 um",
        reservoir: "200 um",
      },
      mesh: { columns: 32 },
      interface: {
        defects: [
          { at: "6.31 um", width: "1.3 um", height: "2.29 um" },
          { at: "13.2 um", width: "2.6 um", height: "0.242 um" },
        ],
        siteSpacing: "3 um",
        sinkAmplitude: 0,
        kineticsAmplitude: 2,
        correlation: "2.49 um",
      },
      electrolyte: {
        density: 0.82,
        roughness: "10 um",
        grains: {
          size: "0.865 um",
          spread: 0.2,
          boundaryResistance: "0.00018 Ohm.cm2",
          electronicResistance: "1600 Ohm.cm2",
          boundaryToughness: "0.0515 MPa.m^0.5",
        },
        pores: { on: true, diameter: "0.692 um", list: [] },
        layers: [
          {
            thickness: "0.0141 um",
            ionicConductivity: "191 mS/cm",
            electronicConductivity: "0.000316 mS/cm",
            youngsModulus: "0.627 GPa",
            poissonRatio: "0.156",
            fractureToughness: "2.75 MPa.m^0.5",
            lithiumConsumption: 0.5,
            lithiumReaction: "1.89e-14 m2/s",
          },
          {
            thickness: "2.75 um",
            ionicConductivity: "64.3 mS/cm",
            electronicConductivity: "0.0000122 mS/cm",
            youngsModulus: "0.546 GPa",
            poissonRatio: "0.0735",
            fractureToughness: "0.0115 MPa.m^0.5",
            lithiumConsumption: 10,
            lithiumReaction: "2.42e-17 m2/s",
          },
        ],
      },
      conditions: { temperature: "-18 Cel", stackPressure: "0.0299 MPa" },
      physics: {
        vacancySinks: false,
        healing: false,
        stressPotential: true,
        capillarity: true,
        pressureContact: true,
        stickingWall: true,
        hardeningLength: "50 um",
        surfaceMobility: "6e-15 m2/s",
        surfaceRange: "1.77 um",
        gapScale: "0.0948 um",
        openingGap: "1.69 um",
        transportLength: "2.03 um",
        nucleationPreference: 0.0215,
        siteStrength: "0 um",
        filmSpeed: 100,
        adhesion: "0 MPa",
        creepKinetics: 1,
        coverage: "359 cm2/(mA.h)",
        unrecovered: 0.1,
        contactPressure: "0.0483 MPa",
        contactExponent: 0.5,
      },
      numerics: { tolerance: 0.1, maxTimeStep: "1 h" },
      protocol: [
        "Cycle 3 times: [Rest for 10 min at -5 Cel under 0.0426 MPa; Plate at 2.91 mA/cm2 for 10 min]",
      ],
    },
  ],
];

it.each(FOUND)("%s", async (_, scenario) => {
  expect((await torment(scenario, wasm)).fault).toBeNull();
});
