// A stranger's project: installs the tarball, compiles twenty lines against its types, runs them, and builds a page with it.
import { execFileSync, spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, preview } from "vite";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { launch, PATIENCE } from "./browser";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "voidscope-stranger-"));
const installed = join(home, "node_modules/voidscope");
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};
/** What "Strip at 1 mA/cm2 for 10 min" leaves of the contact, in Node and in the browser. */
let contact: string;
let tarball: string;

const PROGRAM = `import { gallery, ScenarioError, type ScenarioInput, Simulation } from "voidscope";

const scenario: ScenarioInput = {
  title: "A stranger's run",
  protocol: ["Strip at 1 mA/cm2 for 10 min"],
  mesh: { columns: 32 },
};
const run: Simulation = await Simulation.create(scenario);
while (run.advance()) if (run.progress > 1) throw new Error("past its end");
const { lithium } = run.frame(["lithium"]).fields;
if (!lithium || gallery.length === 0) throw new Error("nothing to show");
const again = await Simulation.restore(run.checkpoint());
if (again.observables.contactFraction !== run.observables.contactFraction) throw new Error("lost");
try {
  await Simulation.create({ protocol: ["Strip at 1 mA/cm2"], mesh: { columns: -1 } });
} catch (error) {
  if (!(error instanceof ScenarioError)) throw error;
  console.error(error.message);
}
console.log(run.status, run.observables.contactFraction);
`;
const PAGE = `<!doctype html><title>A page</title><void-scope size="large"></void-scope><script type="module">
import { Simulation } from "voidscope";
import "voidscope/element";
document.querySelector("void-scope").document = {
  protocol: ["Strip at 1 mA/cm2 for 10 min"], mesh: { columns: 32 },
};
</script>`;

beforeAll(() => {
  const packed = execFileSync(
    "npm",
    ["pack", "--ignore-scripts", "--json", "--pack-destination", home],
    { cwd: ROOT, encoding: "utf8" },
  );
  tarball = join(home, (JSON.parse(packed) as { filename: string }[])[0]!.filename);
  mkdirSync(installed, { recursive: true });
  // the registry is not asked: packages of the repository stand in for what npm would fetch
  execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components", "1"]);
  for (const name of Object.keys(manifest.dependencies)) {
    const scope = name.split("/").slice(0, -1).join("/");
    mkdirSync(join(home, "node_modules", scope), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(home, "node_modules", name), "junction");
  }
  writeFileSync(join(home, "package.json"), '{ "type": "module" }');
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("the package in a stranger's project", () => {
  it("is small, and holds no tests and no sources", () => {
    expect(statSync(tarball).size).toBeLessThan(3e6);
    const names = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).split("\n");
    const foreign = names.filter((name) =>
      /^package\/(tests|core|web|assembly|scripts)\//.test(name),
    );
    expect(foreign).toEqual([]);
  });

  it("compiles strictly, as modules of Node and of bundlers, and runs", () => {
    writeFileSync(join(home, "main.ts"), PROGRAM);
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    writeFileSync(
      join(home, "page.ts"),
      'import { VoidScope } from "voidscope/element";\nexport const columns = (one: VoidScope) => one.simulation?.frame([]).columns;\n',
    );
    const compile = (options: Record<string, unknown>) => {
      const compilerOptions = {
        ...{ strict: true, exactOptionalPropertyTypes: true, target: "es2022", types: [] },
        ...{ lib: ["es2023", "dom"], ...options },
      };
      writeFileSync(
        join(home, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: ["main.ts", "page.ts"] }),
      );
      const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", home], {
        encoding: "utf8",
      });
      expect(stdout).toBe("");
      expect(status).toBe(0);
    };
    compile({ noEmit: true, module: "esnext", moduleResolution: "bundler" });
    compile({ module: "nodenext", moduleResolution: "nodenext" });
    const said = execFileSync(process.execPath, ["main.js"], {
      cwd: home,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [status, value] = said.trim().split(" ");
    expect(status).toBe("finished");
    expect(Number(value)).toBeGreaterThan(0);
    expect(Number(value)).toBeLessThan(1);
    contact = value!;
  });

  it("starts its terminal", () => {
    const said = execFileSync(
      process.execPath,
      [join(installed, "cli/voidscope.mjs"), "--version"],
      {
        cwd: home,
        encoding: "utf8",
      },
    );
    expect(said).toMatch(/^(voidscope )?\d+\.\d+\.\d+/);
  });

  it("lives in a page that Vite has built", async () => {
    writeFileSync(join(home, "index.html"), PAGE);
    const settings = { root: home, configFile: false, logLevel: "silent" } as const;
    await build({ ...settings, build: { target: "esnext" } });
    const server = await preview({ ...settings, preview: { port: 0, host: "127.0.0.1" } });
    onTestFinished(() => server.close());
    const browser = await launch();
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(server.resolvedUrls!.local[0]!);
    await page.waitForFunction(
      () => document.querySelector("void-scope")?.simulation?.status === "finished",
    );
    const shown = await page.evaluate(() => {
      const element = document.querySelector("void-scope")!;
      const canvas = element.shadowRoot!.querySelector("canvas")!;
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      return {
        contact: element.simulation!.observables.contactFraction,
        words: element.shadowRoot!.querySelector("figcaption")!.textContent,
        colours: new Set(new Uint32Array(data.buffer)).size,
      };
    });
    expect(String(shown.contact)).toBe(contact);
    expect(shown.words).toContain("contact");
    expect(shown.colours).toBeGreaterThan(2);
    const widths: number[] = [];
    for (const size of ["small", "medium", "large"]) {
      const width = await page.evaluate((name) => {
        const element = document.querySelector("void-scope")!;
        element.setAttribute("size", name);
        return element.getBoundingClientRect().width;
      }, size);
      widths.push(width);
    }
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(new Set(widths).size).toBe(3);
  });
});
