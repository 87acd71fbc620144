// What the kernel exports is what assembly/exports.d.ts says, and nothing that nobody calls.
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, it } from "vitest";
import { instance } from "../support/kernel";

const ROOT = new URL("../../", import.meta.url);
const text = readFileSync(new URL("assembly/exports.d.ts", ROOT), "utf8");
const source = ts.createSourceFile("exports.d.ts", text, ts.ScriptTarget.Latest, true);
const type = source.statements.find(ts.isTypeAliasDeclaration)!.type as ts.TypeLiteralNode;

it("is declared with the parameters that it takes (run `npm run schema` when this fails)", () => {
  const declared = type.members.map((member) => [
    member.name!.getText(),
    ts.isMethodSignature(member) ? member.parameters.length : "memory",
  ]);
  const built = Object.entries(instance()).map(([name, entry]) => [
    name,
    typeof entry === "function" ? entry.length : "memory",
  ]);
  expect(declared.sort()).toEqual(built.sort());
});

it("is called somewhere", () => {
  const code = ["bench", "cli", "sim", "tests", "validate", "web"]
    .flatMap((room) =>
      (readdirSync(new URL(room, ROOT), { recursive: true }) as string[])
        .filter((name) => name.endsWith(".ts"))
        .map((name) => readFileSync(new URL(`${room}/${name}`, ROOT), "utf8")),
    )
    .join("\n");
  const idle = type.members
    .map((member) => member.name!.getText())
    .filter((name) => !new RegExp(`\\b${name}\\b`).test(code));
  expect(idle).toEqual([]);
});
