// The commands of the terminal: what may be typed, and the exit code it ends with.

import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { version } from "../package.json";
import { EXIT, report } from "./terminal";

const whole =
  (low: number, high: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isInteger(value) && value >= low && value <= high)
      return value;
    throw new InvalidArgumentError(`Use a whole number from ${low} to ${high}.`);
  };

const collect = (text: string, before: string[]) => [...before, text];

/** Runs the command line; returns the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = new Command("voidscope")
    .description(
      "A microscope for the lithium | argyrodite interface: transport, stress and voids in 2D.",
    )
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText("after", () =>
      examples("voidscope run single-void --json", "voidscope problem p1 --n 256 --json"),
    );

  program
    .command("run")
    .description("run a scenario: progress on stderr, results on stdout, files in --out")
    .argument("[scenario]", "a JSON file, a name of `voidscope list`, or - for standard input")
    .option("--set <path=value>", "change an entry of the scenario; may be repeated", collect, [])
    .option("--out <dir>", "write record.json, timeseries.bdf.csv, fields.vtkhdf and checkpoints")
    .option("--json", "print one JSON object")
    .option("--quiet", "no progress")
    .option(
      "--threads <n>",
      "threads to compute with; more than 1 from 512 columns on",
      whole(1, 256),
    )
    .option("--resume <file>", "go on from a checkpoint, or from the directory of a run")
    .option("--seed <n>", "seed of the random fields", whole(0, 4294967295))
    .option("--checkpoint-every <time>", "wall-clock time between checkpoints", "30 s")
    .addHelpText("after", () =>
      examples(
        'voidscope run strip-3mpa --set "conditions.stackPressure=5 MPa" --out out/strip',
        "voidscope run --resume out/strip/checkpoint.vsc --json",
      ),
    )
    .action(async (scenario, options) => {
      const { run } = await import("./run");
      code = await run(scenario, options);
    });

  program
    .command("ccd")
    .description(
      "find the critical current of stripping, plating or cycling, or the time to a short",
    )
    .argument(
      "[scenario]",
      "a JSON file, a name of `voidscope list`, or -; its protocol is not used",
    )
    .option("--pressure, --pressures <list>", "3, 1,3,5,7,10 or 1:9:5, in MPa or with a unit")
    .option(
      "--temperature, --temperatures <list>",
      "25, 0,25,45,60 or 0:60:4, in Cel or with a unit",
    )
    .addOption(
      new Option(
        "--mode <mode>",
        "contact on stripping, filaments on plating, full cycles, or times",
      )
        .choices(["strip", "plate", "cycle", "short"])
        .default("strip"),
    )
    .addOption(
      new Option("--criterion <mark>", "what --mode plate looks for: a filament's start or a short")
        .choices(["start", "short"])
        .default("start"),
    )
    .option(
      "--currents <list>",
      "map over pressure x current (strip, short), or the levels of a cycle ramp; mA/cm2",
    )
    .option("--capacity <charge>", "areal capacity, of a half cycle in cycles", "1 mA.h/cm2")
    .option("--contact <share>", "contact below which it is lost; 90 %, in cycles 50 %")
    .option("--columns <n>", "cells along the interface", whole(16, 1024))
    .option("--seeds <k>", "realisations of the random fields to average over", whole(1, 100), 3)
    .option("--set <path=value>", "change an entry of the scenario; may be repeated", collect, [])
    .option("--out <dir>", "write ccd.csv, ccd.json, ccd.svg; a killed search goes on from there")
    .option("--json", "print one JSON object")
    .option("--quiet", "no progress")
    .option("--threads <n>", "trials at a time; the results do not depend on it", whole(1, 256))
    .addHelpText("after", () =>
      examples(
        "voidscope ccd --pressure 3 --temperature 25",
        "voidscope ccd --pressures 1,3,5,7,10 --temperatures 0,25,45,60 --out out/ccd",
      ),
    )
    .action(async (scenario, options) => {
      const { ccd } = await import("./ccd");
      code = await ccd(scenario, options);
    });

  program
    .command("ensemble")
    .description("run a scenario over many seeds: mean, spread and quantiles, times of events")
    .argument("<scenario>", "a JSON file, a name of `voidscope list`, or -")
    .option("--seeds <list>", "1..20 or 1,2,5", "1..10")
    .option("--observables <list>", "what to look at at the end, as in contact,voidVolume")
    .option("--set <path=value>", "change an entry of the scenario; may be repeated", collect, [])
    .option("--out <dir>", "write ensemble.csv, .json and .svg; a killed one goes on from there")
    .option("--json", "print one JSON object")
    .option("--quiet", "no progress")
    .option("--threads <n>", "runs at a time; the results do not depend on it", whole(1, 256))
    .addHelpText("after", () =>
      examples(
        "voidscope ensemble cycle-to-short --seeds 1..20 --out out/ensemble",
        "voidscope ensemble rough --seeds 1..5 --observables contact,voidCount --json",
      ),
    )
    .action(async (scenario, options) => {
      const { ensemble } = await import("./ensemble");
      code = await ensemble(scenario, options);
    });

  program
    .command("list")
    .description("list the scenarios and materials that ship with it, or the switches of the model")
    .addArgument(
      new Argument(
        "[what]",
        "switches: every closure with its status and paper, and the mechanisms",
      ).choices(["switches"]),
    )
    .option("--json", "print one JSON object")
    .addHelpText("after", () => examples("voidscope list", "voidscope list switches --json"))
    .action(async (what, options) => {
      const { list, listSwitches } = await import("./list");
      code = await (what === "switches" ? listSwitches(options) : list(options));
    });

  program
    .command("problem")
    .description("solve a standard numerical problem and print one line")
    .addArgument(
      new Argument("<name>", "conduction (p1) or plane strain (p2)").choices(["p1", "p2"]),
    )
    .option("--n <n>", "cells along an edge", whole(16, 4096), 256)
    .option("--threads <n>", "threads to solve p1 with", whole(1, 256), 1)
    .option("--repeats <n>", "timed repetitions after one untimed", whole(1, 100), 3)
    .option("--json", "print one JSON object")
    .addHelpText("after", () =>
      examples("voidscope problem p1 --n 256 --json", "voidscope problem p2 --n 128"),
    )
    .action(async (name, options) => {
      const { problem } = await import("./problem");
      code = await problem(name, options);
    });

  program
    .command("validate")
    .description("check every analytic, numerical and experimental target; 1 when one fails")
    .argument("[target or case...]", "only these, as in C4 or nye-3; all quick ones by default")
    .option("--long", "the slow cases too")
    .option("--json", "print one JSON object")
    .addHelpText("after", () =>
      examples("voidscope validate --long", "voidscope validate A3 C4 --json"),
    )
    .action(async (cases, options) => {
      const { validate } = await import("./validate");
      code = await validate(cases, options);
    });

  program
    .command("bench")
    .description("time the solvers and whole runs, beside other programs where they are installed")
    .option("--quick", "small sizes, no other programs")
    .option("--out <file>", "where the record goes (default: bench/results/latest.json)")
    .option("--json", "print the record instead of a table")
    .addHelpText("after", () =>
      examples("voidscope bench --quick", "voidscope bench --out bench.json"),
    )
    .action(async (options) => {
      const { bench } = await import("./bench");
      code = await bench(options);
    });

  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return report(error);
  }
  return code;
}

function examples(...lines: [string, string]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

process.exitCode = await main(process.argv.slice(2));
