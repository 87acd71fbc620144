// Lints the kernel's AssemblyScript with biome. Its parser knows decorators at classes and methods alone, so it reads a copy in
// which those at functions (@inline and the like) are blanked, line for line. Rules that would ask for another language are off.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const rules = {
  preset: "recommended",
  correctness: {
    // 64-bit integers are exact here
    noPrecisionLoss: "off",
    noUnusedImports: "error",
    noUnusedVariables: "error",
    noUnusedFunctionParameters: "error",
    noUnusedPrivateClassMembers: "error",
  },
  style: {
    useConst: "error",
    // there is no import type
    useImportType: "off",
    // a field that is laid out later is null until then
    noNonNullAssertion: "off",
    // Math.pow and ** are different code
    useExponentiationOperator: "off",
  },
  suspicious: {
    // operands have one type; === compares references
    noDoubleEquals: "off",
    // isFinite is of f64, not a conversion
    noGlobalIsFinite: "off",
    noGlobalIsNan: "off",
    // const contact = (wall.contact = create<Contact>()) lays a part out under both its names
    noAssignInExpressions: "off",
    // TypeScript's editors do not know decorators at functions
    noTsIgnore: "off",
  },
};

const copy = mkdtempSync(join(tmpdir(), "voidscope-lint-"));
try {
  writeFileSync(join(copy, "biome.json"), JSON.stringify({ linter: { rules } }));
  for (const name of readdirSync(join(root, "assembly"), { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts")) continue;
    const text = readFileSync(join(root, "assembly", name), "utf8");
    mkdirSync(dirname(join(copy, "assembly", name)), { recursive: true });
    const blanked = text.replaceAll(/^@\w+/gm, (decorator) => " ".repeat(decorator.length));
    writeFileSync(join(copy, "assembly", name), blanked);
  }
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const options = ["lint", "--error-on-warnings", "--max-diagnostics=50", "--colors=off"];
  const { status } = spawnSync(process.execPath, [biome, ...options, "."], {
    cwd: copy,
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
