// The scenario a person named: a file, a gallery name, or "-" for standard input.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readDocument } from "../core/document";
import { ScenarioError } from "../core/errors";
import { fromGallery, GALLERY } from "../core/gallery";
import { exists, readNamed } from "./files";
import { shellWord, systemReason } from "./terminal";

export interface Source {
  /** Gallery name, file name without its ending, or "stdin". */
  name: string;
  /** Not yet checked. */
  document: unknown;
}

/** @throws ScenarioError when it cannot be found, read or parsed. */
export function readSource(named: string): Source {
  if (named === "-")
    return { name: "stdin", document: readDocument(readStdin(), "standard input") };
  if (GALLERY.some((entry) => entry.name === named)) {
    return { name: named, document: fromGallery(named).scenario };
  }
  const isPath = /[/\\]|\.json$/i.test(named);
  if (!isPath && !exists(named)) fromGallery(named); // says which name was meant
  const bytes = readNamed(named);
  if (bytes.toString("latin1", 0, 8) === "VOIDSCPT") {
    throw new ScenarioError(
      `"${named}" is a checkpoint; go on from it with --resume ${shellWord(named)}`,
    );
  }
  const text = decode(bytes, named);
  return { name: basename(named).replace(/\.json$/i, ""), document: readDocument(text, named) };
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
    throw new ScenarioError(`"${where}" is not UTF-8 text; a scenario is a JSON file`);
  }
}
