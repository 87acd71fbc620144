// The real terminal in a process of its own.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const LAUNCHER = fileURLToPath(new URL("../../cli/voidscope.mjs", import.meta.url));

export interface Ended {
  /** Exit code; null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  process: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves when stderr has said something that matches. */
  said(pattern: RegExp): Promise<void>;
}

/** Starts `voidscope ...args`. */
export function start(args: string[], options: { stdin?: string; cwd?: string } = {}): Running {
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    cwd: options.cwd,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  let stdout = "";
  let stderr = "";
  child.stdout!.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr!.on("data", (chunk) => {
    stderr += chunk;
  });
  // the child may end before it has read its input
  child.stdin!.on("error", () => {});
  child.stdin!.end(options.stdin ?? "");
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  const said = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => pattern.test(stderr) && resolve();
      child.stderr!.on("data", look);
      child.on("close", () => reject(new Error(`ended without saying ${pattern}: ${stderr}`)));
      look();
    });
  return { process: child, ended, said };
}

/** Runs `voidscope ...args` to its end. */
export function voidscope(
  args: string[],
  options: { stdin?: string; cwd?: string } = {},
): Promise<Ended> {
  return start(args, options).ended;
}

/** A directory that is gone after the test, or when `after` says. */
export function scratch(after: (clean: () => void) => void = onTestFinished): string {
  const path = mkdtempSync(join(tmpdir(), "voidscope-test-"));
  after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
