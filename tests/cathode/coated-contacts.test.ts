// Coated contacts of a polycrystal: closed forms of square cells, and what an arrangement does.
import { describe, expect, it } from "vitest";
import { quantile } from "../../core/quantile";
import { CoatedContacts } from "../../sim/coated-contacts";
import { instance } from "../support/kernel";

const ratio = 4e8;

describe("coated contacts", () => {
  const contacts = new CoatedContacts(instance(), 8);

  it("of square cells are resistances in series: a plane of contacts lies between two rows", () => {
    for (const each of [2, 4e8]) {
      const [found] = contacts.sample({ coated: 1, ratio: each, removed: 0, lattice: true }, 1);
      expect(10 ** found! / (1 + (7 / 8) * each)).toBeCloseTo(1, 5);
    }
  });

  it("cost nothing where none is coated, and more the more there are", () => {
    const medians = [0, 0.3, 0.6, 1].map((coated) =>
      quantile(contacts.sample({ coated, ratio, removed: 0, lattice: false }, 3), 0.5),
    );
    expect(medians[0]).toBeCloseTo(0, 9);
    expect(medians[1]).toBeGreaterThan(0.05);
    expect(medians[2]).toBeGreaterThan(medians[1]!);
    // all contacts: a cell's length of them in a cell's length of path
    expect(medians[3]).toBeGreaterThan(8.4);
    expect(medians[3]).toBeLessThan(8.7);
  });

  it("of square cells block at a share that Laguerre cells with six neighbours bear", () => {
    const at = (lattice: boolean) =>
      quantile(contacts.sample({ coated: 0.58, ratio, removed: 0, lattice }, 7), 0.5);
    expect(at(true)).toBeGreaterThan(6);
    expect(at(false)).toBeLessThan(2);
  });

  it("is cut by cells that are taken out", () => {
    const [all] = contacts.sample({ coated: 0, ratio, removed: 0, lattice: false }, 1);
    const some = contacts.sample({ coated: 0.55, ratio, removed: 0.25, lattice: false }, 3);
    const none = contacts.sample({ coated: 0.55, ratio, removed: 0, lattice: false }, 3);
    expect(all).toBeCloseTo(0, 9);
    expect(quantile(some, 0.5)).toBeGreaterThan(quantile(none, 0.5));
  });
});
