// The physical dimensions a scenario can name, keyed by their SI unit: what each is called,
// the unit it is shown in, and an example for error messages.

export interface Dimension {
  name: string;
  /** Display unit (UCUM); its factor is taken from UCUM, not written down here. */
  display: string;
  example: string;
}

export const DIMENSIONS = {
  m: { name: "length", display: "um", example: "30 um" },
  m2: { name: "area", display: "um2", example: "4 um2" },
  s: { name: "time", display: "s", example: "10 min" },
  K: { name: "temperature", display: "Cel", example: "25 Cel" },
  Pa: { name: "pressure", display: "MPa", example: "3 MPa" },
  V: { name: "voltage", display: "mV", example: "500 mV" },
  "A/m2": { name: "current density", display: "mA/cm2", example: "0.2 mA/cm2" },
  "C/m2": { name: "areal charge", display: "mA.h/cm2", example: "1 mA.h/cm2" },
  "Ohm.m2": { name: "area-specific resistance", display: "Ohm.cm2", example: "5 Ohm.cm2" },
  "Pa/m": { name: "stiffness per area", display: "MPa/um", example: "1 MPa/um" },
  "C-1.m2": { name: "inverse areal charge", display: "cm2/(mA.h)", example: "0.05 cm2/(mA.h)" },
  "1": { name: "number", display: "1", example: "0.3" },
  "S/m": { name: "conductivity", display: "mS/cm", example: "2 mS/cm" },
  "m2/s": { name: "diffusivity", display: "m2/s", example: "6.2e-15 m2/s" },
  "m3/mol": { name: "molar volume", display: "cm3/mol", example: "13 cm3/mol" },
  rad: { name: "angle", display: "deg", example: "100 deg" },
  "1/s": { name: "rate", display: "1/s", example: "0.014 1/s" },
  "1/(s.Pa)": { name: "creep rate per stress", display: "1/(s.MPa)", example: "1.1e-6 1/(s.MPa)" },
  "J/m2": { name: "surface energy", display: "J/m2", example: "0.5 J/m2" },
  "J/mol": { name: "molar energy", display: "kJ/mol", example: "0.31 eV" },
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
