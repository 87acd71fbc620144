// JSON written by hand: one sentence with the place and the remedy, in words of ours.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../core/document";
import { ScenarioError } from "../../core/errors";
import { readJson } from "../../core/json";

fc.configureGlobal({ seed: 20261 });

const refusal = (text: string): string => {
  try {
    readJson(text, "a.json");
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError);
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
};

describe("readJson", () => {
  it("reads what JSON.parse reads", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readJson(text, "a.json")).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
    const own = readJson('\uFEFF {"__proto__": {"a": 1}, "t": "\\u00b5\\n\\"\\\\" } ', "a.json");
    expect(Object.keys(own as object)).toEqual(["__proto__", "t"]);
    expect((own as { t: string }).t).toBe('µ\n"\\');
  });

  it("reads nothing that JSON.parse refuses, but spaces", () => {
    const pieces = fc.constantFrom(
      ...'{}[]",:\\x01.-+eE',
      "true",
      "null",
      '"a"',
      "\n",
      "1e5",
      "\\u00e9",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        let read: unknown;
        try {
          read = readJson(text, "a.json");
        } catch (error) {
          expect(error).toBeInstanceOf(ScenarioError);
          return;
        }
        expect(read).toEqual(JSON.parse(text));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    [
      '{"protocol": ["a"],\n "mesh": {}, "protocol": ["b"]}',
      /^a.json, line 2, column 14: "protocol" stands here for the second time, first in line 1, column 2; keep one of them$/,
    ],
    [
      '{"conditions": {"temperature": "1", "temperature": "2"}}',
      /column 37: "temperature" stands here for the second time/,
    ],
    [
      '{"a": {"x": 1}, "\\u0061": 2}',
      /"a" stands here for the second time, first in line 1, column 2/,
    ],
    [
      "protocol:\n  - Rest for 1 s\n",
      /^a.json, line 1, column 1: this looks like YAML; a scenario is JSON/,
    ],
    ["---\nprotocol: []", /YAML/],
    [
      "{“protocol”: []}",
      /^a.json, line 1, column 2: “ is a curly quote; JSON wants straight ones, "$/,
    ],
    ['{"protocol": [“Rest for 1 s”]}', /column 15: “ is a curly quote/],
    ["{'protocol': []}", /JSON wants double quotes, ", not '/],
    ["{protocol: []}", /the key protocol has no quotes; write "protocol"/],
    ['{"a": 1,}', /column 9: no comma may stand before }; leave it out/],
    ['{"a": [1, 2,]}', /no comma may stand before \]; leave it out/],
    ['{"a": 1 "b": 2}', /column 9: a comma or } is missing before "\\""/],
    ['{"a" 1}', /a colon is missing after the key "a"/],
    ['{"a": 1', /column 8: the text ends before its }/],
    ['{"a": ', /the text ends too early/],
    ['{"a": "x\n"}', /line 1, column 7: this text does not end on its line/],
    ['{"a": "\t"}', /a text holds a tab; write \\t/],
    ['{"a": "\\q"}', /"\\\\q" is no escape of JSON/],
    ['{"a": True}', /True is not JSON; write true/],
    ['{"a": None}', /None is not JSON; write null/],
    ['{"a": NaN}', /NaN is not a value of JSON/],
    ['{"a": .5}', /".5" is not a number of JSON; write 0.5/],
    ['{"a": 5 MPa}', /a comma or } is missing before "MPa"/],
    ['{"a": 5MPa}', /"5MPa" is not a number of JSON; write a quantity as a text, such as "3 MPa"/],
    ['{"a": 1} // end', /"\/" stands after the end/],
    ['{ // note\n"a": 1}', /JSON has no comments/],
    ['# note\n{"a": 1}', /JSON has no comments/],
    ["{} {}", /"{" stands after the end/],
    ["", /^a.json is empty; a scenario is a JSON object/],
    ["[".repeat(5000), /nested more than 100 deep/],
  ])("refuses %j", (text, sentence) => {
    const said = refusal(text);
    expect(said).toMatch(sentence);
    expect(said).not.toContain("\n");
  });
});

describe("readDocument", () => {
  it("takes the scenario of a record", () => {
    const record = {
      format: "voidscope-record",
      scenario: { protocol: ["Rest for 1 s"] },
      seed: 1,
    };
    expect(readDocument(JSON.stringify(record), "record.json")).toEqual(record.scenario);
    expect(readDocument("null", "a.json")).toBe(null);
  });
});
