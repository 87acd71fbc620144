// Values of the controls that publications have made known, as marks for a person who moves one.

import { cite } from "./bibliography";
import type { ControlName } from "./scenario";

export interface Landmark {
  /** SI */
  value: number;
  /** What was seen there, a few words. */
  label: string;
  source: string;
}

const KASEMCHAINAN = "[@kasemchainan2019]";
const DOUX = "[@doux2020]";

const LANDMARKS: Record<ControlName, readonly Landmark[]> = {
  pressure: [
    { value: 3e6, label: "contact kept up to 0.2 mA/cm²", source: KASEMCHAINAN },
    { value: 7e6, label: "contact kept up to 1 mA/cm²", source: KASEMCHAINAN },
    { value: 5e6, label: "no short in 1000 h", source: DOUX },
    { value: 25e6, label: "shorted after 48 h", source: DOUX },
  ],
  current: [
    { value: 2, label: "contact kept at 3 MPa", source: KASEMCHAINAN },
    { value: 10, label: "contact kept at 7 MPa", source: KASEMCHAINAN },
  ],
  temperature: [],
};

/** What has been published of a control, sources written out. */
export function landmarks(control: ControlName): Landmark[] {
  return LANDMARKS[control].map((mark) => ({ ...mark, source: cite(mark.source) }));
}
