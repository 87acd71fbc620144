// `voidscope list`: the scenarios and materials that ship with it.

import { GALLERY } from "../core/gallery";
import { MATERIALS } from "../core/materials";
import { print, printJson } from "./terminal";

/** Prints; returns the exit code. */
export async function list(options: { json?: boolean }): Promise<number> {
  const scenarios = GALLERY.map(({ name, title, description }) => ({ name, title, description }));
  const materials = MATERIALS.map(({ name, kind, title, caveat }) => ({
    name,
    kind,
    title,
    caveat,
  }));
  if (options.json) {
    await printJson({ scenarios, materials });
    return 0;
  }
  const width = Math.max(...[...scenarios, ...materials].map(({ name }) => name.length)) + 2;
  const line = (name: string, text: string) => `  ${name.padEnd(width)}${text}\n`;
  await print(
    `Scenarios (voidscope run NAME)\n${scenarios
      .map((s) => line(s.name, `${s.title}. ${s.description}`))
      .join("")}Materials\n${materials
      .map((m) => line(m.name, `${m.title} (${m.kind}). ${m.caveat}`))
      .join("")}`,
  );
  return 0;
}
