// The page's own small rules: numbers and words, ranges of colours, pace, view.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { closures } from "../../../core/closures";
import { GALLERY } from "../../../core/gallery";
import { RANGES } from "../../../core/ranges";
import { resolveRun } from "../../../core/resolve";
import type { Observables, RunEvent } from "../../../sim/types";
import {
  duration,
  formula,
  fromDisplay,
  number,
  quantities,
  show,
  tick,
  toDisplay,
  typeset,
} from "../../../web/format";
import { editsOf } from "../../../web/hand-moves";
import { openedAs } from "../../../web/open-scenario";
import { dials } from "../../../web/panels/conditions";
import { forecastOf, isSpalling, shortOf } from "../../../web/panels/filament-summary";
import { grouped } from "../../../web/panels/run-log";
import { sentence } from "../../../web/panels/state-sentence";
import { clockTick, increments } from "../../../web/panels/time-axis";
import { PicturePace } from "../../../web/picture-pace";
import { PlaybackRate } from "../../../web/playback-rate";
import { comfortable } from "../../../web/speeds";
import { Camera, type View } from "../../../web/view/camera";
import { colourNames } from "../../../web/view/colour";
import { strokeOf } from "../../../web/view/filament-layer";
import { layerOf } from "../../../web/view/layers";
import { marks, placeOf, rangeOf } from "../../../web/view/range";

describe("numbers", () => {
  test.each([
    [0, "0"],
    [1, "1.00"],
    [-12.345, "−12.3"],
    [123.45, "123"],
    [0.0123, "0.0123"],
    [1.5e-12, "1.50\u202f×\u202f10⁻¹²"],
    [2.5e7, "2.50\u202f×\u202f10⁷"],
    [Number.NaN, "–"],
  ])("%d reads %s", (value, text) => expect(number(value)).toBe(text));

  test("units are turned at the edge, and back", () => {
    expect(show(quantities.currentDensity, 10)).toBe("1.00\u202fmA/cm²");
    expect(show(quantities.temperature, 298.15)).toBe("25.0\u202f°C");
    expect(show(quantities.charge, 36000)).toBe("1.00\u202fmAh/cm²");
    expect(show(quantities.stress, Number.NaN)).toBe("–");
    for (const quantity of Object.values(quantities)) {
      expect(fromDisplay(quantity, toDisplay(quantity, 300))).toBeCloseTo(300, 9);
    }
  });

  test("durations and formulas", () => {
    expect(duration(4.24)).toBe("4.2\u202fs");
    expect(duration(59.4)).toBe("59\u202fs");
    expect(duration(200)).toBe("3\u202fmin 20\u202fs");
    expect(duration(7500)).toBe("2\u202fh 05\u202fmin");
    expect(formula("Li6PS5Cl")).toBe("Li₆PS₅Cl");
    expect(duration(0.012)).toBe("0.012\u202fs");
    expect(duration(0)).toBe("0.0\u202fs");
    expect(duration(9.97)).toBe("10\u202fs");
    expect(duration(59.97)).toBe("1\u202fmin 00\u202fs");
    // a time step moves the clock, however short
    expect(duration(88.31, 0.2)).toBe("1\u202fmin 28.3\u202fs");
    expect(duration(88.3126, 2e-3)).toBe("1\u202fmin 28.313\u202fs");
    expect(duration(59.97, 0.2)).toBe("1\u202fmin 00.0\u202fs");
    expect(duration(7530, 30)).toBe("2\u202fh 05\u202fmin 30\u202fs");
    expect(duration(7530, 60)).toBe("2\u202fh 05\u202fmin");
    expect(duration(7500, 0)).toBe("2\u202fh 05\u202fmin 00\u202fs");
    expect(typeset("0.05 Ohm.cm2 of 3 kOhm")).toBe("0.05 Ω cm² of 3 kΩ");
    expect(typeset("It is 3 Ohm.")).toBe("It is 3 Ω.");
    expect(typeset("Li6PS5Cl at 0.2 mA/cm2 until 1 mA.h/cm2, 3 um of Li")).toBe(
      "Li₆PS₅Cl at 0.2 mA/cm² until 1 mAh/cm², 3 µm of Li",
    );
    expect(typeset("until 5 uA.h/cm2 at 3 uA/cm2")).toBe("until 5 µAh/cm² at 3 µA/cm²");
  });
});

test("the fields take what a scenario may say", () => {
  const ends = ({ quantity, limits }: (typeof dials)[keyof typeof dials]) =>
    limits.map((shown) => fromDisplay(quantity, shown));
  expect(ends(dials.current)[1]).toBeCloseTo(RANGES.current.max, 9);
  expect(ends(dials.pressure)).toEqual([RANGES.pressure.min, RANGES.pressure.max]);
  expect(ends(dials.temperature)[0]).toBeCloseTo(RANGES.temperature.min, 9);
  expect(ends(dials.temperature)[1]).toBeCloseTo(RANGES.temperature.max, 9);
});

test("what a hand has moved is written without the dust of a change of unit", () => {
  expect(
    editsOf({ stackPressure: 3700000.0000000005, temperature: 273.15 + 60.1, currentDensity: 2.3 }),
  ).toEqual([
    ["conditions.stackPressure", "3.7 MPa"],
    ["conditions.temperature", "60.1 Cel"],
    ["current", "0.23 mA/cm2"],
  ]);
});

describe("colours", () => {
  const field = (low: number, high: number) =>
    Float32Array.from({ length: 1000 }, (_, i) => low + ((high - low) * i) / 999);

  test("the range covers the field, ends on marks, and holds still for small changes", () => {
    const layer = layerOf("potential");
    const first = rangeOf(layer, field(0.05, 0.0123 + 0.05), undefined);
    expect(first[0]).toBeLessThanOrEqual(50.2);
    expect(first[1]).toBeGreaterThanOrEqual(62);
    expect(marks(first)[0]).toBeCloseTo(first[0], 9);
    expect(marks(first).at(-1)).toBeCloseTo(first[1], 9);
    expect(rangeOf(layer, field(0.051, 0.06), first)).toBe(first);
    expect(rangeOf(layer, field(0.05, 0.08), first)[1]).toBeGreaterThanOrEqual(79.9);
  });

  test("where no interphase has grown its colours span a nanometre", () => {
    expect(rangeOf(layerOf("interphase"), field(0, 0), undefined)).toEqual([0, 1]);
  });

  test("a logarithmic scale marks 1 and 3 of every decade, 1 in its middle", () => {
    const risk = layerOf("risk");
    const range = rangeOf(risk, Float32Array.of(0, 40), undefined);
    expect(range).toEqual([0.1, 10]);
    expect(marks(range, risk.logarithmic)).toEqual([0.1, 0.3, 1, 3, 10]);
    expect([0.1, 1, 10].map((value) => placeOf(risk, range, value))).toEqual([0, 0.5, 1]);
    expect(placeOf(layerOf("riskStress"), [0, 1], 0.3)).toBeCloseTo(0.3, 12);
  });

  test("a field that hardly varies shows that: its colours begin at zero; of a potential differences count", () => {
    const [low, high] = rangeOf(layerOf("interphase"), field(58.2e-9, 59e-9), undefined);
    expect(low).toBe(0);
    expect(high).toBeLessThan(80);
    expect(rangeOf(layerOf("vonMises"), field(0.7e6, 0.72e6), undefined)[0]).toBe(0);
    expect(rangeOf(layerOf("vonMises"), field(0.7e6, 1.2e6), undefined)[0]).toBeGreaterThan(0);
    expect(rangeOf(layerOf("potential"), field(0.054, 0.055), undefined)[0]).toBeGreaterThan(50);
  });

  test("zero stays in the middle of a diverging range", () => {
    const [low, high] = rangeOf(layerOf("hydrostatic"), field(-9e6, 2e6), undefined);
    expect(low).toBe(-high);
    expect(high).toBeGreaterThanOrEqual(8.9);
  });

  test("next to nothing has marks that can be read", () => {
    const marksOf = (layer: "interphase" | "potential" | "vonMises", low: number, high: number) =>
      marks(rangeOf(layerOf(layer), field(low, high), undefined)).map(tick);
    for (const words of [
      ...marksOf("interphase", 1.29e-12, 1.3e-12),
      ...marksOf("potential", -1e-15, 1e-15),
      ...marksOf("vonMises", 0, 3),
    ])
      expect(words.length, words).toBeLessThan(8);
    expect(tick(1.25e-6)).toBe("1.25\u202f×\u202f10⁻⁶");
    expect(tick(-2e7)).toBe("−2\u202f×\u202f10⁷");
    expect(tick(0.0002)).toBe("0.0002");
  });

  test("a field without any value keeps the range before", () => {
    const none = new Float32Array(10).fill(Number.NaN);
    expect(rangeOf(layerOf("potential"), none, [1, 2])).toEqual([1, 2]);
  });
});

test("the pace waits for the clock, and forgives a run that cannot keep up", () => {
  const pace = new PlaybackRate();
  expect(pace.wait(1e9, 0)).toBe(0);
  pace.rate = 100;
  pace.anchor(0, 1000);
  expect(pace.wait(50, 1000)).toBe(500);
  expect(pace.wait(50, 1500)).toBe(0);
  expect(pace.wait(60, 9000)).toBe(0);
  expect(pace.wait(160, 9000)).toBe(1000);
});

test("a run lasts at least a quarter of a minute, whatever its protocol", () => {
  for (const time of [600, 1800, 18_000, 1e6]) {
    expect(time / comfortable(time)).toBeGreaterThanOrEqual(15);
  }
  expect(comfortable(1)).toBe(10);
});

test.each(GALLERY.map(({ name, scenario }) => [name, scenario] as const))(
  "%s opens at a speed at which it can be watched, whatever ends its steps",
  (name, scenario) => {
    const { duration, speed } = openedAs(name, undefined, scenario).about;
    if (Number.isFinite(duration)) expect(speed).toBe(comfortable(duration));
    else expect(speed).toBeLessThanOrEqual(21_600);
  },
);

test("columns that open one after the other are one line of the log", () => {
  const opened = (time: number, columns: number): RunEvent => ({
    time,
    kind: "void-opened",
    message: `${columns} column${columns === 1 ? "" : "s"} of the interface opened into voids.`,
  });
  const start: RunEvent = { time: 0, kind: "step-start", message: "Strip" };
  const lines = grouped([start, opened(1, 1), opened(2, 3), start, opened(9, 1)]);
  expect(lines.map(({ time, message }) => [time, message])).toEqual([
    [0, "Strip"],
    [1, "4 columns of the interface opened into voids."],
    [0, "Strip"],
    [9, "1 column of the interface opened into voids."],
  ]);
});

test("the moves of one hand are one line of the log, though columns open meanwhile", () => {
  const moved = (time: number, value: string): RunEvent => ({
    time,
    kind: "control",
    message: `Set by hand: stack pressure ${value}.`,
  });
  const opened = (time: number): RunEvent => ({
    time,
    kind: "void-opened",
    message: "2 columns of the interface opened into voids.",
  });
  const lines = grouped([
    moved(30, "3.1 MPa"),
    opened(32),
    moved(80, "3.2 MPa"),
    opened(100),
    moved(131, "3.3 MPa"),
    { time: 140, kind: "control", message: "Set by hand: current −1 mA/cm2." },
    moved(900, "9 MPa"),
  ]);
  expect(lines.map(({ time, message }) => [time, message])).toEqual([
    [30, "Set by hand: stack pressure 3.3 MPa, in 3 moves."],
    [32, "4 columns of the interface opened into voids."],
    [140, "Set by hand: current −1 mA/cm2."],
    [900, "Set by hand: stack pressure 9 MPa."],
  ]);
});

describe("the camera", () => {
  function over(
    columns: number,
    rows: number,
    interfaceRow: number,
    view: View | "all" | null = null,
  ) {
    const camera = new Camera();
    camera.resize(600, 300);
    camera.fit(columns, rows, interfaceRow, view);
    return camera;
  }

  test("stays on the section and finds the cell below a point", () => {
    const camera = over(128, 96, 40);
    expect(camera.cellAt(camera.at(0, 0))?.column).toBe(0);
    expect(camera.cellAt(camera.at(0.5, 0.5))?.column).toBe(64);
    camera.zoom(4, 1, 1);
    camera.bring({ column: 500, row: 500 }, 0, 0);
    expect(camera.left + camera.width).toBeCloseTo(128, 9);
    expect(camera.top + camera.height).toBeCloseTo(96, 9);
    camera.showAll();
    expect(camera.cellAt(camera.at(0, 0))).toBeNull();
    expect(camera.cellAt(camera.at(0.5, 0))).toEqual({ column: 64, row: 0 });
  });

  test("magnifies about a point, and brings a position where the hand is", () => {
    const camera = over(128, 96, 40);
    const held = camera.at(0.3, 0.6);
    camera.zoom(2.5, 0.3, 0.6);
    expect(camera.at(0.3, 0.6).column).toBeCloseTo(held.column, 9);
    expect(camera.at(0.3, 0.6).row).toBeCloseTo(held.row, 9);
    camera.bring(held, 0.4, 0.5);
    expect(camera.toPixels(held)).toEqual([expect.closeTo(240, 9), expect.closeTo(150, 9)]);
  });

  test("sees all of a section with filaments when it is at home", () => {
    const camera = over(64, 80, 16, "all");
    camera.zoom(3);
    camera.home();
    expect([camera.top, camera.height]).toEqual([0, 80]);
  });
});

test("the state in a sentence", () => {
  const row = (contactFraction: number) =>
    ({
      currentDensity: 10,
      stackPressure: 3e6,
      contactFraction,
      voidCount: 1,
      voidHeight: 3.2e-6,
      peakCurrentRatio: 3.1,
    }) as Observables;
  const rows = [row(0.9), row(0.82)];
  expect(sentence(rows, rows[1]!, true)).toBe(
    "Stripping at 1.00 milliamperes per square centimetre under 3.00 megapascals. Contact 82 percent and falling; one void, the largest 3.2 micrometres high; the current peaks at 3.1 times its mean.",
  );
});

test("a filament is a thin line that tapers to its tip, and a flaw is thinner than its root", () => {
  const grown = { grown: true, dead: false };
  const widths = [0, 0.25, 0.5, 0.75, 1].map((share) => strokeOf(grown, share));
  expect(widths).toEqual([...widths].sort((a, b) => b - a));
  expect(Math.min(...widths)).toBeGreaterThanOrEqual(1.5);
  expect(Math.max(...widths)).toBeLessThanOrEqual(4);
  expect(strokeOf({ grown: false, dead: false }, 0)).toBeLessThan(widths[0]!);
});

test("the short in words: soft, hard, healed; the forecast only before a filament has started", () => {
  const row = (more: Partial<Observables>) =>
    ({
      shortKind: 0,
      shortResistance: 6.7e-4,
      shortShare: 0.634,
      infiltration: 0,
      filamentCount: 0,
      riskMax: 0.5,
      riskSite: 30e-6,
      crackRatio: 1.5,
      crackTime: 12,
      ...more,
    }) as Observables;
  const events: RunEvent[] = [
    { time: 62, kind: "short", message: "Soft short at 29.8 um.", site: 29.8e-6 },
  ];
  expect(shortOf(row({}), [])).toBe("");
  expect(shortOf(row({ shortKind: 1 }), events)).toMatch(
    /^Soft short at 29.8\sµm since 1\smin 02\ss: 6.70\sΩ cm², 63.4\s% /,
  );
  expect(shortOf(row({ shortKind: 2 }), events)).toMatch(/^Hard short/);
  expect(shortOf(row({}), events)).toMatch(/healed/);
  expect(forecastOf(row({}), "lithium")).toMatch(/the flaw at 30.0\sµm starts first, in 12\ss/);
  expect(forecastOf(row({ crackRatio: 0.4, crackTime: 0 }), "lithium")).toMatch(/no flaw starts/);
  expect(forecastOf(row({ crackRatio: 1.1, crackTime: 0 }), "lithium")).toMatch(/starts now/);
  expect(forecastOf(row({ crackRatio: 0 }), "lithium")).toBe("");
  expect(forecastOf(row({ crackRatio: 0 }), "riskStress")).toMatch(/^Highest risk at 30.0/);
  expect(forecastOf(row({ filamentCount: 1 }), "risk")).toBe("");
});

test("the page knows when fracture alone steers the filaments", () => {
  const run = (following: number, on = true) =>
    closures(
      resolveRun({
        electrolyte: { flaws: { list: [{ at: "30 um", length: "5 um" }] } },
        physics: { filaments: on, filamentFollowing: following },
        protocol: ["Rest for 1 min"],
      }).scenario,
    );
  expect(isSpalling(run(0))).toBe(true);
  expect(isSpalling(run(0.3))).toBe(true);
  expect(isSpalling(run(0.6))).toBe(false);
  expect(isSpalling(run(0, false))).toBe(false);
});

describe("colours of the page", () => {
  const style = fileURLToPath(new URL("../../../web/style", import.meta.url));
  const sheets = readdirSync(style).map((name) => [name, readFileSync(`${style}/${name}`, "utf8")]);
  const tokens = sheets.find(([name]) => name === "tokens.css")![1]!;
  const back = /--back: (.*);/.exec(tokens)![1]!;

  test("what is drawn on a canvas has its colour among the tokens", () => {
    for (const name of colourNames) expect(tokens).toMatch(new RegExp(`^ {2}--${name}: `, "m"));
  });

  test("are told from each other without their hues: contact and contact lost, a filament and its rim", () => {
    const luminance = (hex: string) =>
      [0.2126, 0.7152, 0.0722].reduce((sum, weight, k) => {
        const c = Number.parseInt(hex.slice(1 + 2 * k, 3 + 2 * k), 16) / 255;
        return sum + weight * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
      }, 0.05);
    const [light, dark] = [1, 2].map((scheme) => (name: string) => {
      const said = new RegExp(`--${name}: (.*);`).exec(tokens)![1]!.replace("var(--back)", back);
      return luminance(/light-dark\((\S+), (\S+)\)/.exec(said)?.[scheme] ?? said);
    });
    for (const of of [light!, dark!])
      for (const [one, other] of [
        ["contact", "lost"],
        ["lost", "void"],
        ["filament", "rim"],
      ] as const) {
        const [low, high] = [of(one), of(other)].sort((a, b) => a - b);
        expect(high! / low!, `${one}, ${other}`).toBeGreaterThan(2);
      }
  });

  test("are said once: the sheets of the panels name tokens", () => {
    const known = new Set([...tokens.matchAll(/--[\w-]+(?=:)/g)].map(([name]) => name));
    for (const [name, text] of sheets.filter(([name]) => name !== "tokens.css")) {
      expect(text!.match(/#[0-9a-f]{3,8}\b|rgb\(/gi) ?? [], name).toEqual([]);
      const own = new Set([...text!.matchAll(/--[\w-]+(?=:)/g)].map(([variable]) => variable));
      const used = [...text!.matchAll(/var\((--[\w-]+)\)/g)].map((match) => match[1]!);
      const unknown = used.filter((variable) => !known.has(variable) && !own.has(variable));
      expect(
        unknown.filter((variable) => variable !== "--colour"),
        name,
      ).toEqual([]);
    }
  });
});

test("pictures come less often while frames are late, and as often as before once they are in time again", () => {
  const pace = new PicturePace();
  let now = 0;
  /** Pictures that are asked for within so many frames. */
  const asked = (frames: number, gap: number) => {
    let count = 0;
    for (let k = 0; k < frames; k++) {
      now += gap;
      if (pace.due(now)) count++;
    }
    return count;
  };
  expect(asked(60, 16.7)).toBe(60);
  asked(90, 40);
  expect(pace.rest).toBe(90);
  expect(asked(60, 16.7)).toBeLessThan(13);
  // one level at a time, and a gap of a hidden tab says nothing
  asked(30 * 15, 16.7);
  asked(1, 60_000);
  expect(pace.rest).toBe(0);
  expect(asked(60, 16.7)).toBe(60);
});

test("a mark of a time axis says its time with a decimal at most", () => {
  expect([0, 90, 150, 130, 6600, 9000, 8400, 1.8e6].map(clockTick)).toEqual([
    "0",
    "90 s",
    "2.5 min",
    "2 min 10 s",
    "110 min",
    "2.5 h",
    "2 h 20 min",
    "500 h",
  ]);
  for (const step of increments) {
    // no run takes a million hours
    const times = Array.from({ length: 25 }, (_, k) => k * step).filter((time) => time < 3.6e9);
    const marks = times.map(clockTick);
    expect(new Set(marks).size, `${step} s`).toBe(times.length);
    for (const mark of marks) expect(mark).not.toMatch(/\.\d\d/);
  }
});

test("a time axis has marks whatever a run takes, a second or ten years", () => {
  // [px] of a narrow chart, and what a mark needs
  const [width, each] = [220, 60];
  for (let span = 1; span < 3.2e8; span *= 1.07) {
    const step = increments.find((one) => one >= (span * each) / width)!;
    expect(step, `${span} s`).toBeLessThanOrEqual(span);
  }
});
