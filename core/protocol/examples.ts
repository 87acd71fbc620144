// One sentence of every kind of step.

/** One example of every step, for error messages, docs and the page. */
export const EXAMPLES = [
  "Strip at 0.2 mA/cm2 for 5 h or until 500 mV",
  "Plate at 0.5 mA/cm2 until 2 mA.h/cm2",
  "Charge at C/10 until 4.25 V",
  "Discharge at C/3 until 3 V",
  "Hold at 20 mV for 10 min",
  "Rest for 10 min at 60 Cel under 5 MPa",
  "Press to 20 MPa over 60 s",
  "Press by 0.1 um over 60 s",
  "Follow current from drive.csv at 60 Cel",
  "Pulse 2 mA/cm2 for 10 s, rest 50 s, 100 times",
  "Titrate 5 uA.h/cm2 at 0.1 mA/cm2 until E > 50 mV, 10 times",
  "Measure impedance from 1 MHz to 10 mHz",
  "Ramp current 0.1 to 3 mA/cm2 by 0.1 every 30 min",
  "Ramp cycles 0.1 to 2 mA/cm2 by 0.1 every 1 h, rest 10 min",
  "Cycle 20 times: [Strip at 0.2 mA/cm2 for 1 h; Plate at 0.2 mA/cm2 for 1 h] until contact < 60 %",
];

const EXAMPLE = Object.fromEntries(
  [...EXAMPLES].reverse().map((text) => [text.split(" ")[0]!, text]),
);

/** The example of a verb as messages show it, whole. */
export const exampleOf = (verb: string): string => JSON.stringify(EXAMPLE[verb]);
