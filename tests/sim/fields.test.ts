import h5wasm, { type Dataset, type Group } from "h5wasm";
import { describe, expect, it, vi } from "vitest";
import { LINES } from "../../core/tables/fields";
import { fieldsVtkhdf, writeFields } from "../../sim/export/fields";
import type { Frame, Observables } from "../../sim/types";

const columns = 5;
const lithiumRows = 2;
const electrolyteRows = 3;
const cells = columns * (lithiumRows + electrolyteRows);

function frame(time: number): Frame {
  const line = (k: number) => Float32Array.from({ length: columns }, (_, i) => k * i + time);
  return {
    observables: { time } as Observables,
    columns,
    lithiumRows,
    electrolyteRows,
    h: 2e-6,
    filaments: [],
    fields: {
      lithium: Float32Array.from({ length: cells }, (_, k) => (k < 10 ? 1 : Number.NaN)),
      potential: Float32Array.from({ length: cells }, (_, k) => k + 100 * time),
    },
    currentHistogram: [0.25, time / 8, 0.5],
    interface: Object.fromEntries(
      Object.keys(LINES).map((name, k) => [name, line(k + 1)]),
    ) as Frame["interface"],
  };
}

async function open(bytes: Uint8Array) {
  const { FS } = await h5wasm.ready;
  FS!.writeFile("/back.h5", bytes);
  return new h5wasm.File("/back.h5", "r");
}

describe("fields.vtkhdf", () => {
  it("reads back as VTKHDF ImageData with its steps, lithium on top", async () => {
    const file = await open(
      await fieldsVtkhdf({
        frames: [frame(0), frame(1.5), frame(4)],
        scenario: { title: "µ-strip", seed: 7 },
        seed: 7,
        wasmHash: "ab12",
      }),
    );
    const root = file.get("VTKHDF") as Group;
    expect(root.attrs["Type"]!.value).toBe("ImageData");
    expect(root.attrs["WholeExtent"]!.value).toEqual(BigInt64Array.from([0n, 5n, 0n, 5n, 0n, 0n]));
    expect(root.attrs["Origin"]!.value).toEqual(Float64Array.of(0, -6e-6, 0));
    expect((file.get("VTKHDF/Steps") as Group).attrs["NSteps"]!.value).toBe(3n);
    expect((file.get("VTKHDF/Steps/Values") as Dataset).value).toEqual(Float64Array.of(0, 1.5, 4));
    expect((file.get("VTKHDF/Steps/CellDataOffsets/potential") as Dataset).value).toEqual(
      BigInt64Array.of(0n, 1n, 2n),
    );
    const potential = file.get("VTKHDF/CellData/potential") as Dataset;
    expect(potential.shape).toEqual([3, 5, 5]);
    expect(potential.attrs["units"]!.value).toBe("V");
    // the lowest row of VTK is the last of the frame: cells 20..24, here of the second step
    expect(
      potential.slice([
        [1, 2],
        [0, 1],
        [0, 5],
      ]),
    ).toEqual(Float32Array.of(170, 171, 172, 173, 174));
    const histogram = file.get("VTKHDF/FieldData/currentHistogram") as Dataset;
    expect(histogram.shape).toEqual([3, 3]);
    expect((histogram.value as Float32Array)[7]).toBe(0.5);
    expect((histogram.attrs["edges"]!.value as Float64Array)[0]).toBe(1 / 16);
    expect((file.get("VTKHDF/Steps/FieldDataOffsets/currentHistogram") as Dataset).value).toEqual(
      BigInt64Array.of(0n, 1n, 2n),
    );
    const lithium = (file.get("VTKHDF/CellData/lithium") as Dataset).value as Float32Array;
    expect([lithium[0], lithium[24]]).toEqual([Number.NaN, 1]);
    const current = file.get("Voidscope/interface/current") as Dataset;
    expect(current.shape).toEqual([3, 5]);
    expect((current.value as Float32Array)[11]).toBe(6);
    expect((file.get("Voidscope") as Group).attrs["wasmHash"]!.value).toBe("ab12");
    const scenario = (file.get("Voidscope/scenario") as Dataset).value as string[];
    expect(JSON.parse(scenario[0]!)).toEqual({ title: "µ-strip", seed: 7 });
    file.close();
  });

  it("is a function of its content alone, not of the clock", async () => {
    const run = { frames: [frame(0), frame(1)], scenario: {}, seed: 1, wasmHash: "x" };
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-01") });
    const first = await fieldsVtkhdf(run);
    vi.setSystemTime(new Date("2027-02-03"));
    const second = await fieldsVtkhdf(run);
    vi.useRealTimers();
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it("is the same where its bytes are kept elsewhere, and says why they could not be", async () => {
    const frames = Array.from({ length: 40 }, (_, k) => frame(k));
    const run = { frames, scenario: {}, seed: 1, wasmHash: "x" };
    const whole = await fieldsVtkhdf(run);
    let kept = new Uint8Array(0);
    const resize = (length: number) => {
      const before = kept.subarray(0, length);
      kept = new Uint8Array(length);
      kept.set(before);
    };
    let room = Number.POSITIVE_INFINITY;
    const store = {
      resize,
      read(into: Uint8Array, at: number) {
        const there = kept.subarray(at, at + into.length);
        into.set(there);
        return there.length;
      },
      write(bytes: Uint8Array, at: number) {
        if (at + bytes.length > room) throw new Error("no room");
        if (at + bytes.length > kept.length) resize(at + bytes.length);
        kept.set(bytes, at);
      },
    };
    await writeFields(run, store);
    expect(Buffer.compare(kept, whole)).toBe(0);
    for (room of [0, 3000, whole.length - 1]) {
      await expect(writeFields(run, store)).rejects.toThrow("no room");
    }
  });

  it("refuses a run without frames", async () => {
    await expect(
      fieldsVtkhdf({ frames: [], scenario: {}, seed: 1, wasmHash: "x" }),
    ).rejects.toThrow(/without frames/);
  });
});
