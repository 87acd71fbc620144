// Analysis of spectra, on spectra whose circuit is known, and the forms of files in which they come.
import { describe, expect, it } from "vitest";
import { circuitOf, fitCircuit } from "../../core/spectrum/circuit";
import { kramersKronig } from "../../core/spectrum/kramers-kronig";
import { decades, type Spectrum } from "../../core/spectrum/point";
import { readSpectrum } from "../../core/spectrum/read-spectrum";
import { relaxationTimes } from "../../core/spectrum/relaxation-times";
import { spectrumCsv } from "../../core/spectrum/write-spectrum";

const BULK = 1.33e-9;
type Arc = readonly [R: number, frequency: number, alpha: number];

/** Electrolyte and arcs in series. */
function circuit(
  R0: number,
  arcs: readonly Arc[],
  noise = 0,
  from = 1e6,
  to = 1e-2,
  draw = 1,
): Spectrum {
  let seed = draw;
  const random = () => {
    let sum = -6;
    for (let k = 0; k < 12; k++) {
      seed = (seed * 48271) % 2147483647;
      sum += seed / 2147483647;
    }
    return sum;
  };
  return decades(from, to, 8).map((frequency) => {
    const w = 2 * Math.PI * frequency;
    const b = w * BULK;
    let [real, imaginary] = [R0 / (1 + b * b), (-R0 * b) / (1 + b * b)];
    for (const [R, f, alpha] of arcs) {
      const size = (frequency / f) ** alpha;
      const [re, im] = [
        1 + size * Math.cos((alpha * Math.PI) / 2),
        size * Math.sin((alpha * Math.PI) / 2),
      ];
      real += (R * re) / (re * re + im * im);
      imaginary -= (R * im) / (re * re + im * im);
    }
    const size = noise * Math.hypot(real, imaginary);
    return { frequency, real: real + size * random(), imaginary: imaginary + size * random() };
  });
}

const TWO = [
  [2, 8.9e4, 0.9],
  [3, 1.31e3, 0.9],
] as const;
const THREE = [
  [25, 8.9e4, 0.9],
  [3, 1.31e3, 0.9],
  [2, 0.05, 0.9],
] as const;

describe("Kramers and Kronig", () => {
  it("exact spectra obey", () => {
    for (const arcs of [TWO, THREE]) {
      expect(kramersKronig(circuit(50, arcs)).largest).toBeLessThan(2e-5);
    }
  });
  it("obey where there are fewer points than relaxations", () => {
    const few = circuit(50, TWO).filter((_, k) => k % 4 === 0);
    expect(kramersKronig(few).terms).toBeGreaterThan(2 * few.length);
    expect(kramersKronig(few).largest).toBeLessThan(1e-9);
    expect(kramersKronig(few.slice(0, 2)).largest).toBeLessThan(1e-9);
  });
  it("noise is seen as it is", () => {
    const { largest } = kramersKronig(circuit(50, TWO, 1e-3));
    expect(largest).toBeGreaterThan(1e-3);
    expect(largest).toBeLessThan(6e-3);
  });
  it("the rule of mu stops at 11 terms and 1.4 % where the highest frequency cuts an arc", () => {
    const cut = circuit(50, [
      [20, 8.9e4, 0.9],
      [3, 1.31e3, 0.9],
    ]);
    const found = kramersKronig(cut, "mu");
    expect(found.terms).toBe(11);
    expect(found.mu).toBeLessThan(0.85);
    expect(found.largest).toBeGreaterThan(0.013);
    expect(found.largest).toBeLessThan(0.016);
    expect(kramersKronig(cut).largest).toBeLessThan(2e-5);
  });
  it("contact that is lost during the sweep is seen", () => {
    const n = circuit(50, TWO).length;
    const moving = Array.from({ length: n }, (_, k) => {
      const contact = 1 - (0.45 * k) / (n - 1);
      return circuit(
        50,
        TWO.map(([R, f, a]) => [R / contact, f, a] as const),
      )[k]!;
    });
    const found = kramersKronig(moving);
    expect(found.largest).toBeGreaterThan(1e-3);
    expect(found.largestOverArcs).toBeGreaterThan(5 * found.largest);
  });
});

describe("relaxation times", () => {
  it.each([
    [TWO, 0, 0.03],
    [TWO, 1e-3, 0.1],
    [THREE, 0, 0.03],
  ] as const)("areas and places of arcs, %j, noise %s", (arcs, noise, tolerance) => {
    const { peaks, resistance } = relaxationTimes(circuit(50, arcs, noise));
    for (const [R, f] of arcs) {
      const near = peaks.filter((p) => Math.abs(Math.log10(p.frequency / f)) < 0.3);
      expect(near).toHaveLength(1);
      expect(Math.abs(near[0]!.resistance / R - 1)).toBeLessThan(tolerance);
    }
    expect(Math.abs(resistance / 50 - 1)).toBeLessThan(0.005);
  });
});

it("areas under noise of 0.1 % are within a tenth, whatever the draw", () => {
  for (let draw = 1; draw <= 8; draw++) {
    const { peaks } = relaxationTimes(circuit(50, TWO, 1e-3, 1e6, 1e-2, 1000 * draw));
    for (const [R, f] of TWO) {
      const near = peaks.filter((p) => Math.abs(Math.log10(p.frequency / f)) < 0.4);
      const area = near.reduce((sum, { resistance }) => sum + resistance, 0);
      expect(Math.abs(area / R - 1)).toBeLessThan(0.1);
    }
  }
});

describe("circuits", () => {
  it.each([TWO, THREE])("exact data give the circuit back", (...arcs) => {
    const data = circuit(50, arcs as unknown as Arc[]);
    const kinds = circuitOf(["R", ...arcs.map(() => "RQ")].join("-"))!;
    const fit = fitCircuit(data, kinds, relaxationTimes(data).peaks, BULK);
    expect(fit.iterations).toBeLessThan(14);
    expect(fit.residual).toBeLessThan(1e-10);
    fit.elements.slice(1).forEach((element, k) => {
      const [R, f, alpha] = (arcs as unknown as Arc[])[k]!;
      expect(element.value).toBeCloseTo(R, 8);
      expect(element.frequency! / f).toBeCloseTo(1, 8);
      expect(element.alpha).toBeCloseTo(alpha, 8);
    });
  });
  it("are read as they are written", () => {
    expect(circuitOf("R0-RQ1-RQ2-G")).toEqual(["R", "RQ", "RQ", "G"]);
    for (const wrong of ["", "RC-RQ", "RQ-RQ", "R-R", "R--RQ"])
      expect(circuitOf(wrong)).toBeUndefined();
  });
});

describe("files", () => {
  const data = circuit(50, TWO, 0, 1e5, 1);
  const lines = (row: (f: number, re: number, im: number) => string) =>
    data.map(({ frequency, real, imaginary }) => row(frequency, real, imaginary)).join("\n");
  const forms: Record<string, string> = {
    ours: spectrumCsv(data),
    "three columns": lines((f, re, im) => `${f},${re},${im}`),
    "three columns, -Z''": lines((f, re, im) => `${f} ${re} ${-im}`),
    "decimal commas": `Frequency (Hz);Z' (Ω);-Z'' (Ω)\n${lines((f, re, im) => [f, re, -im].map((v) => String(v).replace(".", ",")).join(";"))}`,
    "Gamry .DTA": `EXPLAIN\nTAG\tEISPOT\nVAC\tQUANT\t1E1\tAC\nZCURVE\tTABLE\n\tPt\tTime\tFreq\tZreal\tZimag\tZsig\tZmod\tZphz\n\t#\ts\tHz\tohm\tohm\tV\tohm\t°\n${lines((f, re, im) => `\t1\t2.5\t${f}\t${re}\t${im}\t1\t1\t-1`)}\n`,
    "BioLogic .mpt": `EC-Lab ASCII FILE\nNb header lines : 4\n\nfreq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\t|Z|/Ohm\n${lines((f, re, im) => `${f}\t${re}\t${-im}\t1`)}\n`,
    "ZView .z": `"ZPLOT2 ASCII"\r\n"Sweep"\r\nEnd Comments\r\n${lines((f, re, im) => `${f}\t0\t0\t0\t${re}\t${im}\t0\t0\t0`)}`,
    Autolab: `Index,Frequency (Hz),Z' (Ω),-Z'' (Ω),Z (Ω),-Phase (°)\n${lines((f, re, im) => `1,${f},${re},${-im},1,1`)}`,
    "CH Instruments": `AC Impedance\nAmplitude (V) = 0.005\n\nFreq/Hz, Z'/ohm, Z"/ohm, Z/ohm, Phase/deg\n\n${lines((f, re, im) => `${f}, ${re}, ${im}, 1, -1`)}`,
    "rising frequencies": [...data]
      .reverse()
      .map((p) => `${p.frequency}\t${p.real}\t${p.imaginary}`)
      .join("\n"),
  };
  it.each(Object.entries(forms))("%s", (_, text) => {
    const { spectrum, form } = readSpectrum(text, "file");
    expect(form).not.toBe("");
    expect(spectrum).toHaveLength(data.length);
    spectrum.forEach((p, k) => {
      expect(p.frequency / data[k]!.frequency).toBeCloseTo(1, 10);
      expect(p.real).toBeCloseTo(data[k]!.real, 8);
      expect(p.imaginary).toBeCloseTo(data[k]!.imaginary, 8);
    });
  });
  it.each([
    ["", "is empty"],
    ["PK\u0003\u0004\0\0", "is not a text"],
    ["hello world\nthis is a letter", "holds no spectrum"],
    ["<html><body>f</body></html>", "holds no spectrum"],
    ["1000,50,-1", "a spectrum of one point"],
    ["1000,50,-1\n100,51,-2\n500,52,-1", "out of order"],
    ["1000,50,-1\n100,51,x\n10,52,-1", "damaged in point 2"],
    ["1000,50,-1\n100,51\n10,52,-1", "damaged in point 2"],
    ["1000,0,0\n100,0,0", "zero at every frequency"],
    ["1000,50,-1\n0,51,-2", "frequencies are above zero"],
    ["1000,50,-1\n1000,51,-2", "out of order"],
    [
      "EC-Lab ASCII FILE\nNb header lines : 3\nfreq/Hz\tRe(Z)/Ohm\n1\t2",
      "without the column -Im(Z)/Ohm",
    ],
  ])("%j is refused in one sentence", (text, words) => {
    expect(() => readSpectrum(text, "file")).toThrow(words);
    try {
      readSpectrum(text, "file");
    } catch (error) {
      expect((error as Error).message).not.toContain("\n");
    }
  });
});
