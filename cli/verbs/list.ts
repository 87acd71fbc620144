// `voidscope list`: the scenarios and materials that ship with it; `list materials NAME`: the values of one, or of a file;
// `list switches`: what may be assumed.

import { Argument } from "commander";
import { hangsOn } from "../../core/bands";
import { cite } from "../../core/bibliography";
import { ScenarioError, UsageError } from "../../core/errors";
import { GALLERY } from "../../core/gallery";
import { readJson } from "../../core/json";
import { loadMaterial, MATERIALS } from "../../core/materials";
import { MECHANISMS } from "../../core/mechanisms";
import { REMEDIES, remedyTexts } from "../../core/remedies";
import { normalise } from "../../core/scenario";
import { hint } from "../../core/suggest";
import { SWITCHES } from "../../core/switches";
import { quantityText } from "../../core/units";
import { decode, exists, readNamed } from "../files";
import { print, printJson } from "../terminal";
import { JSON_OUT, type Verb } from "../verb";

const verb: Verb = {
  name: "list",
  summary: "list the scenarios and materials that ship with it, or the switches of the model",
  place: 11,
  arguments: [
    new Argument(
      "[what]",
      "switches: every closure with its status and paper, the mechanisms and the remedies; materials: these alone",
    ).choices(["switches", "materials"]),
    new Argument("[material]", "a name, or a file of your own: its values with their sources"),
  ],
  options: [JSON_OUT],
  examples: ["voidscope list switches --json", "voidscope list materials Li6PS5Cl"],
  async run(what: string | undefined, named: string | undefined, options: { json?: boolean }) {
    if (named === undefined) {
      return what === "switches" ? listSwitches(options) : list(options, what === "materials");
    }
    if (what === "materials") return listMaterial(named, options);
    throw new UsageError(
      `"${named}" has no place behind "${what}"; only materials are shown one by one`,
    );
  },
};
export default verb;

/** Prints scenarios and materials, or materials alone; returns the exit code. */
async function list(options: { json?: boolean }, materialsAlone: boolean): Promise<number> {
  const scenarios = GALLERY.map(({ name, title, description, scenario }) => ({
    ...{ name, title, description },
    hangsOn: hangsOn(normalise(scenario)),
  }));
  const materials = MATERIALS.map(({ name, kind, title, caveat }) => ({
    name,
    kind,
    title,
    caveat,
  }));
  if (options.json) {
    await printJson(materialsAlone ? { materials } : { scenarios, materials });
    return 0;
  }
  const width = Math.max(...[...scenarios, ...materials].map(({ name }) => name.length)) + 2;
  const line = (name: string, text: string) => `  ${name.padEnd(width)}${text}\n`;
  const gallery = scenarios.map((s) => line(s.name, `${s.title}. ${s.description} ${s.hangsOn}`));
  const substances = materials.map((m) => line(m.name, `${m.title} (${m.kind}). ${m.caveat}`));
  await print(
    `${materialsAlone ? "" : `Scenarios (voidscope run NAME)\n${gallery.join("")}`}Materials (voidscope list materials NAME)\n${substances.join("")}`,
  );
  return 0;
}

/** Prints the values of one material with their sources, as JSON the file itself; returns the exit code. */
async function listMaterial(named: string, options: { json?: boolean }): Promise<number> {
  const shipped = MATERIALS.find(({ name }) => name === named);
  if (!shipped && !/[/\\]|\.json$/i.test(named) && !exists(named)) {
    const names = MATERIALS.map(({ name }) => name);
    throw new ScenarioError(
      `"${named}" is not a known material; ${hint(named, names, "choose among")}`,
    );
  }
  const material = shipped ?? loadMaterial(readJson(decode(readNamed(named), named), named), named);
  if (options.json) {
    await printJson(material);
    return 0;
  }
  const { name, kind, title, caveat, properties } = material;
  const values = Object.entries(properties).map(([key, entry]) => {
    const { value, unit, temperature: law, source, where } = entry;
    const follows = law ? `, ${law.law} ${law.activationEnergy} at ${law.reference}` : "";
    return `  ${key} = ${quantityText({ value, unit })}${follows}\n      ${entry.kind}: ${cite(source)}; ${cite(where)}\n`;
  });
  await print(`${name} (${kind}). ${title}. ${caveat}\n${values.join("")}`);
  return 0;
}

/** Prints every closure, mechanism and remedy; returns the exit code. */
async function listSwitches(options: { json?: boolean }): Promise<number> {
  const switches = SWITCHES.map(({ path, value, ...rest }) => ({ path, default: value, ...rest }));
  if (options.json) {
    await printJson({ switches, mechanisms: MECHANISMS, remedies: REMEDIES });
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
  const remedies = REMEDIES.map((one) => {
    const { name, family, title, says } = one;
    const texts = remedyTexts(one).map((text) => `      ${text}\n`);
    return `  ${name} (${family})\n      ${title}: ${says}.\n${texts.join("")}`;
  });
  await print(
    `Switches and closures (voidscope run NAME --set PATH=VALUE)\n${entries.join("")}Mechanisms (--set mechanism=NAME)\n${mechanisms.join("")}Remedies (--set remedy=NAME)\n${remedies.join("")}`,
  );
  return 0;
}
