// The scenario a person named: a file, a gallery name, or "-" for standard input.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { ScenarioError } from "../core/errors";
import { fromGallery, GALLERY } from "../core/gallery";
import { exists, readNamed } from "./files";
import { systemReason } from "./terminal";

export interface Source {
  /** Gallery name, file name without its ending, or "stdin". */
  name: string;
  /** Not yet checked. */
  document: unknown;
}

/** @throws ScenarioError when it cannot be found, read or parsed. */
export function readSource(named: string): Source {
  if (named === "-") return { name: "stdin", document: parseJson(readStdin(), "standard input") };
  if (GALLERY.some((entry) => entry.name === named)) {
    return { name: named, document: fromGallery(named).scenario };
  }
  const isPath = /[/\\]|\.json$/i.test(named);
  if (!isPath && !exists(named)) fromGallery(named); // says which name was meant
  const text = decode(readNamed(named), named);
  return { name: basename(named).replace(/\.json$/i, ""), document: parseJson(text, named) };
}

function readStdin(): string {
  try {
    return decode(readFileSync(0), "standard input");
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    throw new ScenarioError(`cannot read standard input: ${systemReason(error)}.`);
  }
}

function decode(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ScenarioError(`"${where}" is not UTF-8 text; a scenario is a JSON file.`);
  }
}

/** JSON with the place of an error as line and column, counted from 1. @throws ScenarioError */
export function parseJson(text: string, where: string): unknown {
  if (text.trim() === "")
    throw new ScenarioError(`${where} is empty; a scenario is a JSON object.`);
  const message = jsonError(text);
  if (message === undefined) return JSON.parse(text);
  const at = Number(/at position (\d+)/.exec(message)?.[1] ?? badToken(text) ?? text.length);
  const before = text.slice(0, at).split("\n");
  const what = message
    .replace(/ (in|after) JSON at position.*/s, (_, word) =>
      word === "in" ? "" : " after the end",
    )
    .replace(/^Unexpected end of JSON input$/, "the text ends too early")
    .replace(/, (\.\.\.)?".*" is not valid JSON$/s, "");
  throw new ScenarioError(
    `${where}, line ${before.length}, column ${before.at(-1)!.length + 1}: ${what}; write valid JSON (double quotes, no trailing commas, no comments).`,
  );
}

function jsonError(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return (error as SyntaxError).message;
  }
}

/** Place of an "Unexpected token", for which the parser gives none: the last character of the shortest beginning of
 * the text that already fails with it. */
function badToken(text: string): number | undefined {
  const fails = (length: number) =>
    /^Unexpected token/.test(jsonError(text.slice(0, length)) ?? "");
  if (!fails(text.length)) return undefined;
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (fails(middle)) bad = middle;
    else good = middle;
  }
  return bad - 1;
}
