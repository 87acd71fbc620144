// Completion of a step: what every example of the grammar goes on with is among what is offered, word by word.
import { describe, expect, it } from "vitest";
import { canonical, EXAMPLES } from "../../core/protocol";
import { vocabulary } from "../../web/editing";
import { suggest } from "../../web/editor/step-words";

const words = vocabulary();
const labels = (before: string) => suggest(before, words).options.map(({ label }) => label);

/** Words of a step with what stands before each; numbers and names of files are written by hand. */
function wordsOf(line: string): [before: string, word: string][] {
  return [...line.matchAll(/[A-Za-z%<>][\w./^%]*/g)]
    .filter(
      ({ 0: word, index }) =>
        !/\.csv$/.test(word) && !/\S$/.test(line.slice(index - 1, index).replace(/[[\s]/, "")),
    )
    .map(({ 0: word, index }) => [line.slice(0, index), word]);
}

describe("completion of a step", () => {
  it.each(EXAMPLES.map((text) => [text]))("goes with %s", (line) => {
    for (const [before, word] of wordsOf(line)) {
      if (/^C\/\d+$/.test(word) || /\bor $/.test(before)) continue;
      // "a short" is offered whole, a name by any of its own
      const offered = labels(before).map((label) => label.split(" ")[0]);
      expect(offered, `${before}| ${word}`).toContain(word === "E" ? "voltage" : word);
    }
  });
  it("offers whole examples that are steps", () => {
    const whole = suggest("", words).options.filter(({ kind }) => kind === "example");
    expect(whole.length).toBe(EXAMPLES.length);
    for (const { label } of whole) expect(() => canonical(label)).not.toThrow();
  });
  it("begins where the word begins, inside a cycle too", () => {
    expect(suggest("Cycle 3 times: [Str", words)).toMatchObject({ from: 16 });
    expect(labels("Cycle 3 times: [Strip at 1 mA/cm2 for 1 h; ")).toContain("Plate");
    expect(labels("Strip at 1 mA/cm2 until contact < 60 ")).toEqual(["%"]);
    expect(labels("Rest for 10 min at 60 ")).toEqual(["Cel"]);
    expect(labels("Hold at 20 ")[0]).toBe("mV");
    expect(labels("Nonsense ")).toEqual([]);
  });
});
