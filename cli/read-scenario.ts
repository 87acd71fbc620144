// The scenario a person named: a file, a gallery name, or "-" for standard input.

import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { readDocument } from "../core/document";
import { ScenarioError } from "../core/errors";
import { fromGallery, GALLERY } from "../core/gallery";
import { applyOverrides } from "../core/overrides";
import { decode, exists, readNamed } from "./files";
import { withFiles } from "./named-files";
import { shellWord, systemReason } from "./terminal";

export interface Source {
  /** Gallery name, file name without its ending, or "stdin". */
  name: string;
  /** Not yet checked. */
  document: unknown;
  /** Where names of further files in it count from. */
  directory: string;
}

/** @throws ScenarioError when it cannot be found, read or parsed. */
export function readSource(named: string): Source {
  if (named === "-") {
    const document = readDocument(readStdin(), "standard input");
    return { name: "stdin", document, directory: "." };
  }
  if (GALLERY.some((entry) => entry.name === named)) {
    return { name: named, document: fromGallery(named).scenario, directory: "." };
  }
  const isPath = /[/\\]|\.json$/i.test(named);
  if (!isPath && !exists(named)) fromGallery(named); // says which name was meant
  const bytes = readNamed(named);
  if (bytes.toString("latin1", 0, 8) === "VOIDSCPT") {
    throw new ScenarioError(
      `"${named}" is a checkpoint; go on from it with --resume ${shellWord(named)}`,
    );
  }
  const document = readDocument(decode(bytes, named), named);
  return { name: basename(named).replace(/\.json$/i, ""), document, directory: dirname(named) };
}

/** The document with entries changed ("path=value") and the files that it names. @throws UsageError, ScenarioError */
export function changed({ document, directory }: Source, assignments: readonly string[]): unknown {
  return withFiles(applyOverrides(document, assignments), directory);
}

function readStdin(): string {
  try {
    return decode(readFileSync(0), "standard input");
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    throw new ScenarioError(`cannot read standard input: ${systemReason(error)}.`);
  }
}
