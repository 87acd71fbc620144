// Files that a scenario names: profiles of its steps and materials of its user. Their contents go into the document, which
// then says the whole run: its record and its checkpoints need no other file.

import { isAbsolute, join } from "node:path";
import { readJson } from "../core/json";
import { profilesOf } from "../core/protocol";
import { decode, readNamed } from "./files";

type Part = Record<string, unknown>;

const isPart = (value: unknown): value is Part =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The document with the files that it names and does not hold; their names count from `directory`. Throws ScenarioError. */
export function withFiles(document: unknown, directory: string): unknown {
  if (!isPart(document)) return document;
  const at = (name: string) => (isAbsolute(name) ? name : join(directory, name));
  const { protocol, profiles = {}, materials } = document;
  const filled = { ...document };
  if (Array.isArray(protocol) && isPart(profiles)) {
    const lines = protocol.filter((line) => typeof line === "string");
    const read = (name: string) => linesOf(readText(at(name)));
    const added = contents(lines.flatMap(profilesOf), profiles, read);
    if (added) filled["profiles"] = { ...profiles, ...added };
  }
  if (isPart(materials)) {
    const { lithium, electrolyte, files = {} } = materials;
    const named = [lithium, electrolyte].filter(isFileName);
    const read = (name: string) => readJson(readText(at(name)), at(name));
    const added = isPart(files) ? contents(named, files, read) : undefined;
    if (added) filled["materials"] = { ...materials, files: { ...(files as Part), ...added } };
  }
  return filled;
}

const isFileName = (name: unknown): name is string =>
  typeof name === "string" && /\.json$/i.test(name);

/** What is named and not there yet, by name; undefined when nothing is missing. */
function contents(names: string[], there: Part, read: (name: string) => unknown): Part | undefined {
  const missing = [...new Set(names)].filter((name) => !Object.hasOwn(there, name));
  return missing.length > 0
    ? Object.fromEntries(missing.map((name) => [name, read(name)]))
    : undefined;
}

const readText = (path: string): string => decode(readNamed(path), path);

const linesOf = (text: string): string[] => text.replace(/\s+$/, "").split(/\r\n|\r|\n/);
