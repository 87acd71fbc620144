// The physical dimensions a scenario can name, keyed by their SI unit: what each is called,
// the unit it is shown in, how the page writes and speaks that unit, and an example for error messages.

export interface Dimension {
  name: string;
  /** Display unit (UCUM), for the terminal and for messages. */
  display: string;
  example: string;
  /** Others that are in use (UCUM), for what a misspelt unit may have meant. */
  units?: readonly string[];
  /** The same on the page, which does not carry UCUM: shown = SI * scale + offset; a test holds both together. */
  page?: PageUnit;
}

export interface PageUnit {
  unit: string;
  scale: number;
  offset?: number;
  /** The unit in full, for speech. */
  words: string;
}

export const DIMENSIONS = {
  m: {
    name: "length",
    display: "um",
    example: "30 um",
    units: ["m", "cm", "mm", "nm"],
    page: { unit: "µm", scale: 1e6, words: "micrometres" },
  },
  m2: {
    name: "area",
    display: "um2",
    example: "4 um2",
    units: ["m2", "cm2", "mm2"],
    page: { unit: "µm²", scale: 1e12, words: "square micrometres" },
  },
  s: {
    name: "time",
    display: "s",
    example: "10 min",
    units: ["ms", "min", "h", "d", "wk"],
    page: { unit: "s", scale: 1, words: "seconds" },
  },
  K: {
    name: "temperature",
    display: "Cel",
    example: "25 Cel",
    page: { unit: "°C", scale: 1, offset: -273.15, words: "degrees Celsius" },
  },
  Pa: {
    name: "pressure",
    display: "MPa",
    example: "3 MPa",
    units: ["Pa", "kPa", "GPa", "bar", "mbar", "atm"],
    page: { unit: "MPa", scale: 1e-6, words: "megapascals" },
  },
  V: {
    name: "voltage",
    display: "mV",
    example: "500 mV",
    units: ["V", "uV"],
    page: { unit: "mV", scale: 1e3, words: "millivolts" },
  },
  "A/m2": {
    name: "current density",
    display: "mA/cm2",
    example: "0.2 mA/cm2",
    units: ["A/m2", "A/cm2", "uA/cm2"],
    page: { unit: "mA/cm²", scale: 0.1, words: "milliamperes per square centimetre" },
  },
  "C/m2": {
    name: "areal charge",
    display: "mA.h/cm2",
    example: "1 mA.h/cm2",
    units: ["A.h/m2", "A.h/cm2", "uA.h/cm2", "C/cm2"],
    page: { unit: "mAh/cm²", scale: 1 / 36000, words: "milliampere hours per square centimetre" },
  },
  "Ohm.m2": {
    name: "area-specific resistance",
    display: "Ohm.cm2",
    example: "5 Ohm.cm2",
    units: ["Ohm.m2", "kOhm.cm2"],
    page: { unit: "Ω cm²", scale: 1e4, words: "ohm square centimetres" },
  },
  "Pa/m": { name: "stiffness per area", display: "MPa/um", example: "1 MPa/um" },
  "C-1.m2": { name: "inverse areal charge", display: "cm2/(mA.h)", example: "0.05 cm2/(mA.h)" },
  "1": {
    name: "number",
    display: "1",
    example: "0.3",
    page: { unit: "", scale: 1, words: "" },
  },
  "F/m2": {
    name: "capacitance per area",
    display: "uF/cm2",
    example: "100 uF/cm2",
    units: ["F/m2", "F/cm2", "mF/cm2"],
  },
  "S/m": {
    name: "conductivity",
    display: "mS/cm",
    example: "2 mS/cm",
    units: ["S/m", "S/cm", "uS/cm"],
  },
  "m2/s": { name: "diffusivity", display: "m2/s", example: "6.2e-15 m2/s", units: ["cm2/s"] },
  "mol/m3": {
    name: "concentration",
    display: "mol/m3",
    example: "49340 mol/m3",
    units: ["mol/l", "mol/cm3"],
  },
  "kg/m3": { name: "density", display: "g/cm3", example: "4.77 g/cm3", units: ["kg/m3"] },
  "m3/mol": { name: "molar volume", display: "cm3/mol", example: "13 cm3/mol", units: ["m3/mol"] },
  rad: { name: "angle", display: "deg", example: "100 deg", units: ["rad"] },
  "1/s": { name: "rate", display: "1/s", example: "0.014 1/s" },
  "1/(s.Pa)": { name: "creep rate per stress", display: "1/(s.MPa)", example: "1.1e-6 1/(s.MPa)" },
  "J/m2": {
    name: "energy per area",
    display: "J/m2",
    example: "0.5 J/m2",
    units: ["mJ/m2", "W.h/m2", "mW.h/cm2"],
    page: { unit: "J/m²", scale: 1, words: "joules per square metre" },
  },
  "J/mol": {
    name: "molar energy",
    display: "kJ/mol",
    example: "0.31 eV",
    units: ["J/mol", "eV", "meV"],
  },
  "Pa.m^0.5": { name: "fracture toughness", display: "MPa.m^0.5", example: "0.3 MPa.m^0.5" },
  "C/m2/s^0.5": {
    name: "parabolic growth constant",
    display: "uA.h/cm2/h^0.5",
    example: "2 uA.h/cm2/h^0.5",
  },
  "m3/C": {
    name: "thickness per areal charge",
    display: "nm/(uA.h/cm2)",
    example: "9.1 nm/(uA.h/cm2)",
  },
} as const satisfies Record<string, Dimension>;

/** SI unit of a quantity; the key of its dimension. */
export type SiUnit = keyof typeof DIMENSIONS;
