// `voidscope list`: the scenarios and materials that ship with it; `list switches`: what may be assumed.

import { Argument } from "commander";
import { GALLERY } from "../../core/gallery";
import { MATERIALS } from "../../core/materials";
import { MECHANISMS } from "../../core/mechanisms";
import { SWITCHES } from "../../core/switches";
import { print, printJson } from "../terminal";
import { JSON_OUT, type Verb } from "../verb";

const verb: Verb = {
  name: "list",
  summary: "list the scenarios and materials that ship with it, or the switches of the model",
  place: 4,
  arguments: [
    new Argument(
      "[what]",
      "switches: every closure with its status and paper, and the mechanisms",
    ).choices(["switches"]),
  ],
  options: [JSON_OUT],
  examples: ["voidscope list", "voidscope list switches --json"],
  run: (what: string | undefined, options: { json?: boolean }) =>
    what === "switches" ? listSwitches(options) : list(options),
};
export default verb;

async function list(options: { json?: boolean }): Promise<number> {
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

/** Prints every closure and every mechanism; returns the exit code. */
async function listSwitches(options: { json?: boolean }): Promise<number> {
  const switches = SWITCHES.map(({ path, value, ...rest }) => ({ path, default: value, ...rest }));
  if (options.json) {
    await printJson({ switches, mechanisms: MECHANISMS });
    return 0;
  }
  const entries = switches.map(
    (s) =>
      `  ${s.path} = ${JSON.stringify(s.default)}\n      ${s.description}.\n      ${s.status}: ${s.source}\n`,
  );
  const mechanisms = MECHANISMS.map((m) => {
    const changes = Object.entries(m.changes).map(([path, to]) => `${path}=${to}`);
    return `  ${m.name}\n      ${m.title}. Predicts: ${m.predicts}.\n      ${m.source}\n      ${changes.join(", ")}\n`;
  });
  await print(
    `Switches and closures (voidscope run NAME --set PATH=VALUE)\n${entries.join("")}Mechanisms (--set mechanism=NAME)\n${mechanisms.join("")}`,
  );
  return 0;
}
