// The stages of a time step as the kernel's source has them: what step() of assembly/step.ts calls, in its order, with the verbs
// of assembly/stages.ts written out. `npm run schema` puts them into docs/model.md and docs/images/step.svg.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** A call of the step: the function, what its docstring says first, its file, the equations that the file names. */
export interface Call {
  name: string;
  does: string;
  file: string;
  equations: string[];
  /** The verb of stages.ts that calls it; none where step() does itself. */
  verb?: string;
}

const STEP = "assembly/step.ts";
const STAGES = "assembly/stages.ts";
/** Places of the section; calls into the rest of the kernel are of the step as a whole. */
const PLACES = ["interface", "lithium", "electrolyte", "filaments"];
/** State before a step, and what only sorts results: no stage. */
const NO_STAGE = ["memory", "abi.ts", "section.ts"];

const read = (path: string) => readFileSync(path, "utf8");

/** Names that a file imports, with the file each comes from. */
function importsOf(path: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, names, space, from] of read(path).matchAll(
    /import (?:\{([^}]*)\}|\* as (\w+)) from "([^"]+)"/g,
  )) {
    const file = `${relative(".", join(dirname(path), from!))}.ts`;
    for (const name of names?.split(",") ?? [space!]) found.set(name.trim(), file);
  }
  return found;
}

/** The text of a function between its braces. */
function bodyOf(path: string, name: string): string {
  const found = new RegExp(`function ${name}\\([^]*?\\{\\n([^]*?)\\n\\}`).exec(read(path));
  return found?.[1] ?? "";
}

/** First sentence of the docstring of an exported function, without its units. */
function docOf(path: string, name: string): string {
  const docstring = `/\\*\\*((?:(?!\\*/)[^])*)\\*/\\nexport function ${name}\\(`;
  const found = new RegExp(docstring).exec(read(path));
  if (!found) throw new Error(`${path}: ${name} is a stage of the step and has no docstring`);
  const text = found[1]!.replaceAll(/\s*\n \* ?/g, " ").replaceAll(/ \[[^\]]*\]/g, "");
  return text.split(/[.:;](?:\s|$)/)[0]!.trim();
}

/** Numbers of the equations that the comment at the head of a file names. */
function equationsOf(path: string): string[] {
  const head = /^(?:\/\/.*\n)*/.exec(read(path))![0];
  return [...new Set([...head.matchAll(/\((\d+\.\d+)\)/g)].map((match) => match[1]!))];
}

function callsOf(path: string, name: string, verb?: string): Call[] {
  const imports = importsOf(path);
  const called = [...bodyOf(path, name).matchAll(/(?:\b(\w+)\.)?\b(\w+)\(/g)];
  return called.flatMap(([, space, next]): Call[] => {
    const own = new RegExp(`^(?:export )?function ${next}\\(`, "m").test(read(path));
    if (!space && own && next !== name) return callsOf(path, next!, verb);
    const source = imports.get(space ?? next!);
    if (!source || !existsSync(source)) return [];
    if (source === STAGES) return callsOf(STAGES, next!, next);
    const file = relative("assembly", source);
    if (NO_STAGE.includes(file.split("/")[0]!)) return [];
    const call = { name: next!, does: docOf(source, next!), file, equations: equationsOf(source) };
    return [verb ? { ...call, verb } : call];
  });
}

/** Every call of a step, each once, where it comes last: the potential ends a step, whatever asked for it before. */
export function callsOfStep(): Call[] {
  const seen = new Set<string>();
  return callsOf(STEP, "step")
    .reverse()
    .filter(({ name, file }) => {
      const key = `${file} ${name}`;
      return !seen.has(key) && seen.add(key);
    })
    .reverse();
}

/** The numbered list of docs/model.md; the equations of a file stand where it is called first. */
export function stageList(): string {
  const calls = callsOfStep();
  return calls
    .map(({ name, does, file, equations }, k) => {
      if (calls.findIndex((call) => call.file === file) < k) equations = [];
      const written = equations.map((number) => `(${number})`).join(", ");
      const numbers = written && `, ${equations.length > 1 ? "eqs." : "eq."} ${written}`;
      return `${k + 1}. ${does}: \`${name}\` of \`${file}\`${numbers}`;
    })
    .join("\n");
}

const STYLE =
  "text{font:13px system-ui,sans-serif;fill:#1b1f27}.s{font-size:12px;fill:#6b7280}.p{fill:#fff}.lithium{fill:#d7dce3}.interface{fill:#e7cf95}.electrolyte,.filaments{fill:#f2e4c3}.step{fill:#fff}.l{stroke:#1b1f27}@media(prefers-color-scheme:dark){text{fill:#e6e8ec}.s{fill:#9aa3b2}.p,.step{fill:#14171c}.lithium{fill:#48505c}.interface{fill:#6b5a2c}.electrolyte,.filaments{fill:#4a4027}.l{stroke:#e6e8ec}}";
const ROW = 30;
const TOP = 44;

/** docs/images/step.svg: one row for what a file does in turn, by the verb that calls it, in the colour of its place. */
export function stageFigure(): string {
  const rows: { verb: string; file: string; names: string[] }[] = [];
  for (const { name, file, verb = "step" } of callsOfStep()) {
    const last = rows.at(-1);
    if (last?.file === file && last.verb === verb) last.names.push(name);
    else rows.push({ verb, file, names: [name] });
  }
  const drawn = rows.map(({ verb, file, names }, k) => {
    const y = TOP + k * ROW;
    const place = PLACES.find((one) => file.startsWith(`${one}/`)) ?? "step";
    const first = rows[k - 1]?.verb !== verb;
    const rule = first ? `<path class="l" d="M16 ${y - 3}H744" stroke-opacity=".25"/>` : "";
    const label = first ? `<text x="20" y="${y + 17}">${verb}</text>` : "";
    const box = `<rect class="${place} l" x="120" y="${y}" width="270" height="24" rx="4"/>`;
    const called = `<text x="132" y="${y + 17}">${file}</text><text class="s" x="404" y="${y + 17}">${names.join(", ")}</text>`;
    return rule + label + box + called;
  });
  const height = TOP + rows.length * ROW + 10;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 ${height}" role="img" aria-label="The calls of a time step from top to bottom"><style>${STYLE}</style><rect class="p" width="760" height="${height}" rx="6"/><text x="20" y="26">called by</text><text x="132" y="26">file, in the colour of its place</text><text class="s" x="404" y="26">functions, in their order</text>${drawn.join("")}</svg>\n`;
}
