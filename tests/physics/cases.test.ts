// Every quick validation case holds, as `voidscope validate` would say.
import { expect, it } from "vitest";
import { CASES, REPORTED } from "../../validate/cases/index";
import { check } from "../../validate/check";
import { wasm } from "../support/kernel";

it("has one case an id", () => {
  const ids = [...CASES, ...REPORTED].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it.each(CASES.filter(({ long }) => !long).map((one) => [one.id, one] as const))(
  "%s",
  async (_, one) => {
    const { got, passed, error } = await check(one, wasm);
    expect({ got, error, target: one.target, passed }).toMatchObject({ passed: true });
  },
);
