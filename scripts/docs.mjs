// npm run docs: the documentation site in dist/site, from docs/, the verbs of the terminal, the gallery and the types of the library.
// Its packages are pinned in site/package-lock.json and installed there when they are missing. Any web server serves it, `npm run docs:serve`
// for one; it needs no network. Fails when a link of it leads nowhere.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { slugOf } from "../site/slug.mjs";
import { brokenLinks } from "./docs-links.mjs";

const PAGES = "site/pages";

function run(command, args, options = {}) {
  const done = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
  if (done.status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${done.status}`);
  return done;
}

const voidscope = (...args) =>
  spawnSync(process.execPath, ["cli/voidscope.mjs", ...args], { encoding: "utf8" }).stdout;

/** Links of the repository to links of the site; what is no page there becomes its name. */
function relinked(text, from) {
  return text.replace(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, image, words, target) => {
    if (/^(https?:|mailto:|#|\/)/.test(target)) return whole;
    const [path, anchor] = target.split("#");
    const flat = path.replace(/^(\.\/|\.\.\/)*(docs\/)?/, "");
    const [, example] = /(?:^|\/)examples\/([\w.-]+)$/.exec(flat) ?? [];
    if (example) return `[${words}](/examples.md#${slugOf(example)})`;
    if (/(?:^|\/)examples\/?$/.test(flat)) return `[${words}](/examples.md)`;
    const near = from === "" ? flat : path.startsWith("..") ? flat : `${from}${flat}`;
    if (!existsSync(join(PAGES, near)) || !/\.(md|svg|png)$/.test(near)) {
      return image ? "" : `${words} (\`${flat}\`)`;
    }
    return `${image}[${words}](/${near}${anchor ? `#${anchor}` : ""})`;
  });
}

/** The page of the terminal: what each verb says of itself. */
function cliPage() {
  const main = voidscope("--help");
  const listed = main.slice(main.indexOf("Commands:"), main.indexOf("Examples:"));
  const verbs = [...listed.matchAll(/^ {2}([a-z]+)(?= |\|)/gm)].map(([, name]) => name);
  const parts = verbs
    .filter((name) => name !== "help")
    .map((name) => `## ${name}\n\n\`\`\`text\n${voidscope(name, "--help").trim()}\n\`\`\`\n`);
  return `# Command line\n\nWhat each verb says by \`--help\`; generated.\n\n\`\`\`text\n${main.trim()}\n\`\`\`\n\n${parts.join("\n")}`;
}

function galleryPage() {
  const scenarios = readdirSync("data/scenarios").map((file) => ({
    name: file.replace(".json", ""),
    ...JSON.parse(readFileSync(join("data/scenarios", file), "utf8")),
  }));
  const parts = scenarios.map(({ name, title, description, protocol }) => {
    const picture = `images/gallery/${name}.svg`;
    const shown = existsSync(join(PAGES, picture))
      ? `![${title}: voltage and contact over time](/${picture})\n\n`
      : "";
    const steps = protocol
      .map((line) => (typeof line === "string" ? line : JSON.stringify(line)))
      .join("\n");
    return `## ${title}\n\n${description}\n\n${shown}\`\`\`text\n${steps}\n\`\`\`\n\n\`\`\`sh\nnpx voidscope run ${name} --out out/${name}\n\`\`\`\n`;
  });
  return `# Gallery\n\nThe scenarios that ship with Voidscope; each is example, test and lesson.\n\n${parts.join("\n")}`;
}

const LANGUAGES = { py: "python", sh: "sh", sbatch: "sh", yaml: "yaml" };

/** The files of docs/examples, to be copied from. */
function examplesPage() {
  const parts = readdirSync("docs/examples").map((name) => {
    const text = readFileSync(join("docs/examples", name), "utf8").trim();
    const fence = (code, language) => `\`\`\`${language}\n${code.trim()}\n\`\`\`\n`;
    if (!name.endsWith(".ipynb")) {
      return `## ${name}\n\n${fence(text, LANGUAGES[name.split(".").at(-1)] ?? "python")}`;
    }
    const cells = JSON.parse(text).cells.map(({ cell_type: type, source }) =>
      type === "code"
        ? fence(source.join(""), "python")
        : source.join("").replace(/^#+ /gm, "### "),
    );
    return `## ${name}\n\n${cells.join("\n")}`;
  });
  return `# Examples\n\nThe files of \`docs/examples\`, as tests run them.\n\n${parts.join("\n")}`;
}

function gather() {
  rmSync(PAGES, { recursive: true, force: true });
  mkdirSync(PAGES, { recursive: true });
  cpSync("docs", PAGES, { recursive: true });
  for (const file of ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
    cpSync(file, join(PAGES, file));
  const [intro, rest] = readFileSync("README.md", "utf8").split("\n## Start\n");
  writeFileSync(join(PAGES, "index.md"), intro);
  writeFileSync(join(PAGES, "start.md"), `# Start\n${rest}`);
  rmSync(join(PAGES, "README.md"));
  const cff = readFileSync("CITATION.cff", "utf8").trim();
  writeFileSync(join(PAGES, "cite.md"), `# Cite\n\n\`\`\`yaml\n${cff}\n\`\`\`\n`);
  writeFileSync(join(PAGES, "cli.md"), cliPage());
  writeFileSync(join(PAGES, "gallery.md"), galleryPage());
  rmSync(join(PAGES, "examples"), { recursive: true });
  writeFileSync(join(PAGES, "examples.md"), examplesPage());
  const bin = "site/node_modules/typedoc/bin/typedoc";
  run(process.execPath, [
    bin,
    ...[
      "--plugin",
      "typedoc-plugin-markdown",
      "--entryPoints",
      "api/index.ts",
      "--out",
      join(PAGES, "api"),
    ],
    ...[
      "--tsconfig",
      "tsconfig.json",
      "--readme",
      "none",
      "--entryFileName",
      "index",
      "--logLevel",
      "Error",
    ],
    ...["--skipErrorChecking", "--excludePrivate", "--excludeInternal", "--hideBreadcrumbs"],
  ]);
  for (const name of readdirSync(PAGES, { recursive: true })) {
    if (!/\.md$/.test(name) || name.startsWith("api")) continue;
    const folder = /^(.*\/)?[^/]*$/.exec(name.replaceAll("\\", "/"))[1] ?? "";
    const path = join(PAGES, name);
    // marks of what is generated are for those who write it
    const bare = readFileSync(path, "utf8").replaceAll(/^<!--.*-->\n/gm, "");
    const text = relinked(bare, folder);
    writeFileSync(path, text);
  }
}

if (!existsSync("site/node_modules/vitepress"))
  run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: "site" });
gather();
run(process.execPath, ["node_modules/vitepress/bin/vitepress.js", "build"], { cwd: "site" });
const broken = brokenLinks("dist/site");
if (broken.length > 0) throw new Error(`links that lead nowhere:\n  ${broken.join("\n  ")}`);
