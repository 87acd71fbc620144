import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../core/crc32";
import type { RunSpec } from "../../core/runspec";
import { packCheckpoint, unpackCheckpoint } from "../../sim/checkpoint";
import { exactParse, exactStringify } from "../../sim/exact-json";
import type { WholeState } from "../../sim/simulation";

const spec = { title: "t", numerics: { tolerance: 1e-8, maxTimeStep: Infinity } } as RunSpec;

function sample(memory = Uint8Array.from({ length: 4096 }, (_, i) => (i * i) >> 3)): WholeState {
  return { spec, driver: { time: 0.1 + 0.2, limiter: "gap" }, memory, wasmHash: "ab".repeat(32) };
}

/** Numbers of every kind, the awkward ones often. */
const number = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 5e-324));
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    number,
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value")),
    fc.dictionary(
      fc.string().filter((k) => k !== "__proto__" && k !== "$number"),
      tie("value"),
    ),
  ),
})).value;

describe("crc32", () => {
  it("gives the published check value, in one piece and in two", () => {
    const bytes = new TextEncoder().encode("123456789");
    expect(crc32(bytes)).toBe(0xcbf43926);
    expect(crc32(bytes.subarray(4), crc32(bytes.subarray(0, 4)))).toBe(0xcbf43926);
  });
});

describe("exact JSON", () => {
  it("gives every plain value back with the same bits", () => {
    fc.assert(
      fc.property(plain, (value) => {
        // dictionaries come with a null prototype; toEqual ignores it and tells -0 from 0
        expect(exactParse(exactStringify(value))).toEqual(value);
      }),
    );
  });
});

describe("checkpoint", () => {
  it("round-trips any memory and any driver state", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), plain, (memory, driver) => {
        const back = unpackCheckpoint(packCheckpoint({ ...sample(memory), driver }));
        expect(Buffer.compare(back.memory, memory)).toBe(0);
        expect(back.driver).toEqual(driver);
        expect(back.spec).toEqual(spec);
      }),
    );
  });

  it("is a function of its content alone", () => {
    expect(packCheckpoint(sample())).toEqual(packCheckpoint(sample()));
  });

  it("reads bytes that lie anywhere in a larger buffer", () => {
    const bytes = packCheckpoint(sample());
    const moved = new Uint8Array(bytes.length + 7);
    moved.set(bytes, 3);
    expect(unpackCheckpoint(moved.subarray(3, 3 + bytes.length))).toEqual(sample());
    // a Buffer's slice is a view, unlike that of a Uint8Array
    expect(unpackCheckpoint(Buffer.from(moved.buffer, 3, bytes.length))).toEqual(sample());
  });

  it("refuses every truncation as truncated", () => {
    const bytes = packCheckpoint(sample());
    fc.assert(
      fc.property(fc.integer({ min: 1, max: bytes.length - 1 }), (n) => {
        expect(() => unpackCheckpoint(bytes.subarray(0, n))).toThrow(/truncated/);
      }),
    );
    expect(() => unpackCheckpoint(new Uint8Array())).toThrow(/empty/);
  });

  it("refuses every flipped bit with one sentence", () => {
    const bytes = packCheckpoint(sample());
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const bad = bytes.slice();
        bad[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => unpackCheckpoint(bad)).toThrow(
          /^This (is not a Voidscope checkpoint|checkpoint (has format|was written|is (truncated|damaged)))/,
        );
      }),
    );
  });

  it("refuses what is not a checkpoint, a newer format, and another kernel build", () => {
    expect(() => unpackCheckpoint(new TextEncoder().encode("{}"))).toThrow(/not a Voidscope/);
    const newer = packCheckpoint(sample());
    newer[12] = 5;
    expect(() => unpackCheckpoint(newer)).toThrow(/format 5.*newer Voidscope/);
    const older = packCheckpoint(sample());
    older[12] = 3;
    expect(() => unpackCheckpoint(older)).toThrow(/format 3.*older Voidscope/);
    expect(() => unpackCheckpoint(packCheckpoint(sample()), "cd".repeat(32))).toThrow(
      /another build of the kernel \(abababababab, this is cdcdcdcdcdcd\)/,
    );
  });
});
