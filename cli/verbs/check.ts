// `voidscope check`: whether a scenario holds, and what it would run; computes nothing.

import { Argument } from "commander";
import { checkScenario } from "../run/check-scenario";
import { JSON_OUT, SET, type Verb } from "../verb";

const verb: Verb = {
  name: "check",
  summary: "check a scenario and show its steps as they are understood; computes nothing",
  place: 2,
  arguments: [new Argument("<scenario>", "a JSON file, a name of `voidscope list`, or -")],
  options: [SET, JSON_OUT],
  examples: [
    "voidscope check my-scenario.json",
    "voidscope check strip-3mpa --set current=2mA/cm2",
  ],
  run: checkScenario,
};
export default verb;
