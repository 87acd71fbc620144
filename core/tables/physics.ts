// The closures and switches of the void model: name, default, range, status and source of each.
// Status: established (in textbooks), calibrated (fitted to a measurement), illustrative (a choice
// that makes the model do what is seen; not measured).
//
// To add a switch or a parameter: one entry here (place it where people should read it), `npm run schema`, and its use in the
// kernel, `m.p(Param.name)`. The schema, RunSpec["physics"], what is written to the kernel, docs and the page follow.

import { flag, length, MODEL, number, quantity, time } from "./entry";

const KASEMCHAINAN = "[@kasemchainan2019]";
const DOUX = "[@doux2020]";

export const PHYSICS = {
  vacancySinks: flag(true, {
    description:
      "Vacancy sinks let the lattice come down at up to K sigma^2; off = rigid drift, with flux focusing and creep only",
    status: "calibrated",
    source: `${KASEMCHAINAN}; switched off: [@roy2021]`,
  }),
  powerLawCreep: flag(true, {
    description: "Power-law creep of the lithium; off = diffusional creep only",
    status: "established",
    source: "[@lepage2019]",
  }),
  healing: flag(true, {
    description: "Sinks run backwards at rest under pressure and refill voids",
    status: "illustrative",
    source: MODEL,
  }),
  interphaseGrowth: flag(false, {
    description:
      "The interphase grows where lithium touches the electrolyte, and on a counter electrode without a resistance of its own; it eats lithium and electrolyte",
    status: "established",
    source: "square root of time: [@aktekin2023]; reaction and coating: docs/model.md",
  }),
  interphaseRenewal: number({ min: 0, max: 1 }, 0, {
    description:
      "Share of the interphase that is lost as a barrier where a void has closed; 0 = it goes on from what it was",
    status: "illustrative",
    source: MODEL,
  }),
  conditioningRest: quantity(time(0, 3.2e9), "0 s", {
    description:
      "Time in which the interphase is conditioned by itself, without plating; 0 s = never",
    status: "illustrative",
    source: MODEL,
  }),
  stressPotential: flag(false, {
    description: "Contact pressure shifts the equilibrium potential of lithium by -0.135 mV/MPa",
    status: "established",
    source: "[@larche1973]; size in docs/model.md",
  }),
  taylor: number({ min: 0.1, max: 10 }, 1.25, {
    description:
      "Taylor constant alpha of the sink spacing l = alpha G b / sigma; it sets the critical stripping current",
    status: "calibrated",
    source: KASEMCHAINAN,
  }),
  gapScale: quantity(length(1e-9, 1e-5), "0.15 um", {
    description: "Sub-grid gap at which contact has fallen to 1/e",
    status: "illustrative",
    source: MODEL,
  }),
  openingGap: quantity(length(1e-8, 1e-4), "0.6 um", {
    description: "Gap at which a column of the interface opens into a resolved void",
    status: "illustrative",
    source: MODEL,
  }),
  transportLength: quantity(length(1e-7, 1e-3), "10 um", {
    description:
      "Range over which free volume travels along the interface to voids; below 5 um contact dies instead",
    status: "illustrative",
    source: "upper end of [@yoon2023]",
  }),
  nucleationPreference: number({ min: 1e-4, max: 1 }, 0.03, {
    description: "Share of free volume that flat contact takes; 1 = no preference for voids",
    status: "illustrative",
    source: MODEL,
  }),
  siteStrength: quantity(length(0, 1e-2), "20 um", {
    description: "Strength of a nucleation site, divided by the cell size",
    status: "illustrative",
    source: MODEL,
  }),
  filmSpeed: number({ min: 0, max: 100 }, 12, {
    description:
      "Speed of the film that recovers void floors on plating, in units of |j| Omega / F",
    status: "illustrative",
    source: MODEL,
  }),
  adhesion: quantity({ si: "Pa", min: 0, max: 1e9, least: 100 }, "0 MPa", {
    description: "Tension that contact bears before it comes off",
    status: "illustrative",
    source: "work of adhesion over its range; docs/model.md",
  }),
  creepKinetics: number({ min: 0, max: 1e4 }, 0, {
    description:
      "Charge transfer speeds up as 1 + beta (creep rate at the wall / 1e-5 per second); 0 = it does not",
    status: "illustrative",
    source: "after [@agier2022]; rate law ours",
  }),
  coverage: quantity({ si: "C-1.m2", min: 0, max: 1e-2, least: 1e-12 }, "0.012 cm2/(mA.h)", {
    description: "Share of the contact that debris covers for good, per charge stripped there",
    status: "illustrative",
    source: MODEL,
  }),
  unrecovered: number({ min: 0, max: 1 }, 0, {
    description: "Share of the area of a void floor that stays lost when contact comes back",
    status: "illustrative",
    source: MODEL,
  }),
  pressureContact: flag(false, {
    description:
      "Contact of a foil that was only pressed on: it grows with the highest pressure seen and recovers partly on release",
    status: "illustrative",
    source: `after ${DOUX}; law ours, docs/model.md`,
  }),
  contactPressure: quantity({ si: "Pa", min: 1e3, max: 1e9 }, "12 MPa", {
    description: "Pressure at which a pressed foil has made 1 - 1/e of its contact",
    status: "calibrated",
    source: `${DOUX}, 5 to 25 MPa on loading`,
  }),
  contactExponent: number({ min: 0.5, max: 10 }, 2.6, {
    description: "How steeply that contact comes with pressure",
    status: "calibrated",
    source: `${DOUX}, 5 to 25 MPa on loading`,
  }),
  leakage: flag(false, {
    description: "Electrons leak through the electrolyte; where they let lithium deposit inside",
    status: "established",
    source: "[@han2019]",
  }),
  nucleationThreshold: quantity({ si: "V", min: 0, max: 1, least: 1e-6 }, "10 mV", {
    description:
      "Lithium deposits inside the electrolyte where its potential lies this far below that at the plating face",
    status: "illustrative",
    source: MODEL,
  }),
  infiltration: flag(false, {
    description:
      "Lithium is pressed through the connected pores of the pellet while current flows, the faster the higher the stack pressure; with filaments it lengthens the flaws that it meets",
    status: "calibrated",
    source: "[@doux2020]",
  }),
  capillarity: flag(false, {
    description:
      "The surface energy of the lithium squeezes voids by gamma / R: 0.1 MPa at 5 um, a fiftieth of the void volume",
    status: "established",
    source: "Young-Laplace; gamma of the material file",
  }),
  hardeningLength: quantity(length(0, 1e-3), "0 um", {
    description:
      "Lithium at the distance l from the middle of a void is 1 + l* / l times as strong; 0 um = it is not",
    status: "illustrative",
    source: "size effect of [@xu2017]; law ours, docs/model.md",
  }),
  stickingWall: flag(false, {
    description: "Lithium sticks to the electrolyte; off = it slides without friction",
    status: "illustrative",
    source: "the two limits of [@roy2021]",
  }),
  surfaceRange: quantity(length(1e-7, 1e-3), "3 um", {
    description:
      "Range over which a void's surface passes on what it takes or gives at its contact edges; small voids widen, large ones too",
    status: "illustrative",
    source: MODEL,
  }),
  surfaceMobility: quantity({ si: "m2/s", min: 0, max: 1e-11, least: 1e-24 }, "6e-15 m2/s", {
    description:
      "Mobility of void surfaces: a feature of size L takes the shape of least surface energy in about L^2 / mobility; 0 = never",
    status: "illustrative",
    source: MODEL,
  }),
  contactAngle: quantity({ si: "rad", min: 0.5, max: 2.6 }, "100 deg", {
    description: "Angle at which a void's surface meets the electrolyte, through the lithium",
    status: "illustrative",
    source: "molten lithium on contaminated oxides, above 90 degrees; docs/model.md",
  }),
  filaments: flag(false, {
    description:
      "Lithium filaments: plating fills and opens flaws of the electrolyte, which crack on to a short; needs flaws in the electrolyte",
    status: "illustrative",
    source: `[@porz2017]; [@klinsmann2019]; ${MODEL}`,
    slot: null,
  }),
  filamentFollowing: number({ min: 0, max: 1 }, 0.6, {
    description:
      "How much filaments bend along the current: 0 = fracture alone, which spalls the electrolyte in half of all sections, 0.3 in a third; it does not change when they start",
    status: "illustrative",
    source: MODEL,
  }),
  filamentBranching: number({ min: 0, max: 2 }, 0.95, {
    description:
      "Drive of a second direction over the best at which a filament branches; above 1 it never does",
    status: "illustrative",
    source: MODEL,
  }),
  shortWidth: quantity(length(1e-8, 1e-1), "10 um", {
    description: "Width of a metal path out of the plane, which a section cannot know",
    status: "illustrative",
    source: MODEL,
  }),
  cellArea: quantity({ si: "m2", min: 1e-12, max: 1 }, "1.27 cm2", {
    description: "Area of the electrode that a metal path shorts",
    status: "illustrative",
    source: MODEL,
  }),
  shortFuses: flag(true, {
    description:
      "A metal path that its own current heats to the melting point of lithium opens, until plating has filled the neck again",
    status: "illustrative",
    source: MODEL,
  }),
  vacancyPotential: flag(false, {
    description:
      "Bringing the vacancies of stripping to their sinks takes a potential, R_v j up to P Omega/F",
    status: "illustrative",
    source: "follows from the critical current; docs/model.md",
  }),
  // beyond that the linear solves of the flow do not converge in thin sections
  bulkRatio: number({ min: 2, max: 100 }, 10, {
    description: "Bulk over shear viscosity in the penalty of the lithium flow (numerics)",
    status: "established",
    source: "docs/numerics.md",
  }),
} as const;
