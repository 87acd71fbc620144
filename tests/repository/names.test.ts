// A name says what a file holds: words that fit anything stand for one file of the repository at most.
import { readdirSync } from "node:fs";
import { basename, extname } from "node:path";
import { expect, it } from "vitest";

const ROOT = new URL("../../", import.meta.url);
const ROOMS = [
  "assembly",
  "bench",
  "cli",
  "core",
  "scripts",
  "sim",
  "sweep",
  "tests",
  "validate",
  "web",
];

it.each(["helper", "once", "plan", "words"])("no two files are named %s", (word) => {
  const files = ROOMS.flatMap((room) =>
    (readdirSync(new URL(room, ROOT), { recursive: true }) as string[])
      .filter((name) => basename(name, extname(name)) === word)
      .map((name) => `${room}/${name}`),
  );
  expect(files.slice(1)).toEqual([]);
});
