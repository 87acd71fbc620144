// Progress in a pipe: a line every few per cent, and now and then where none are made.
import { afterEach, expect, it, vi } from "vitest";
import { showProgress } from "../../cli/progress";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Lines that a run of `seconds` writes, whose share done at a time is `done`. */
function linesOf(seconds: number, done: (second: number) => number): string[] {
  vi.useFakeTimers({ toFake: ["performance"] });
  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  process.stderr.isTTY = false;
  const progress = showProgress("run", 0, false);
  for (let second = 0; second < seconds; second++) {
    vi.advanceTimersByTime(1000);
    progress.update(done(second), `second ${second}`);
  }
  progress.stop();
  return lines;
}

it("shows a run without progress, ever more seldom", () => {
  const lines = linesOf(1000, () => 0);
  expect(lines[0]).toBe("run: 0 %, ? to go, second 4\n");
  expect(lines.length).toBeGreaterThanOrEqual(6);
  expect(lines.length).toBeLessThanOrEqual(9);
});

it("adds nothing to a run that makes progress", () => {
  expect(linesOf(40, (second) => second / 40)).toHaveLength(19);
});
