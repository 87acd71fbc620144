// What is published must be what is enforced, and the kernel must count as the tables do.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { declarations } from "../../api/declarations";
import { bandTable } from "../../core/bands";
import { kernelAbi } from "../../core/kernel-abi";
import { jsonSchema, observableTable, propertyTable, schemaTables } from "../../core/schema";
import { mechanismTable, switchTable } from "../../core/switches";
import { ELECTROLYTE, LITHIUM } from "../../core/tables/properties";
import { IMPORTS, roomsFigure } from "../../scripts/rooms";
import { callsOfStep, stageFigure, stageList } from "../../scripts/stages";

const text = (path: string) => readFileSync(path, "utf8");

describe("published schema (run `npm run schema` when this fails)", () => {
  it("data/schema/scenario.v1.json is up to date", () => {
    expect(JSON.parse(text("data/schema/scenario.v1.json"))).toEqual(jsonSchema());
  });

  it("api/scenario.ts is up to date", () => {
    expect(text("api/scenario.ts")).toBe(declarations());
  });

  it("docs/scenario.md is up to date", () => {
    expect(text("docs/scenario.md")).toContain(schemaTables());
    expect(text("docs/scenario.md")).toContain(observableTable());
  });

  it("the switches of docs/model.md are up to date", () => {
    expect(text("docs/model.md")).toContain(switchTable());
    expect(text("docs/model.md")).toContain(mechanismTable());
    expect(text("docs/model.md")).toContain(bandTable());
  });

  it("the properties of docs/notation.md are up to date", () => {
    expect(text("docs/notation.md")).toContain(propertyTable(LITHIUM));
    expect(text("docs/notation.md")).toContain(propertyTable(ELECTROLYTE));
  });

  it("docs/images/rooms.svg is up to date, and shows every part that the arrows name", () => {
    expect(text("docs/images/rooms.svg")).toBe(roomsFigure());
    for (const part of Object.keys(IMPORTS)) expect(roomsFigure()).toMatch(`>${part}`);
  });

  it("the stages of a step in docs/model.md and docs/images/step.svg are up to date", () => {
    expect(text("docs/model.md")).toContain(`begin -->\n${stageList()}\n<!-- stages:end`);
    expect(text("docs/images/step.svg")).toBe(stageFigure());
  });

  it("the stages of a step are those of its source, the potential before what is observed", () => {
    const names = callsOfStep().map(({ name }) => name);
    const order = ["chooseStep", "solveFlow", "project", "advect", "bookStep", "solvePotential"];
    expect(names.filter((name) => order.includes(name))).toEqual(order);
    expect(callsOfStep().filter(({ verb }) => verb === "observe").length).toBeGreaterThan(5);
    expect(names.at(-1)).toBe("overdrawn");
  });

  it("assembly/abi.ts is up to date", () => {
    expect(text("assembly/abi.ts")).toBe(kernelAbi());
  });

  it("every entry says what it means", () => {
    const walk = (node: Record<string, unknown>, path: string) => {
      const properties = (node["properties"] ?? {}) as Record<string, Record<string, unknown>>;
      for (const [key, child] of Object.entries(properties)) {
        expect(child["description"], `${path}.${key}`).toMatch(/^[A-Z"]/);
        expect(child["default"] !== undefined || path !== "physics").toBe(true);
        walk(child, key);
      }
    };
    walk(jsonSchema(), "");
  });
});
