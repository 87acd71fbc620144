// How far a run is, on stderr: a bar with the time to go for people, for logs a plain line every few per cent, and now and then
// where there is no progress.

import cliProgress from "cli-progress";
import { say } from "./terminal";

/** Per cent between two plain lines. */
const STRIDE = 5;
/** Wall-clock time without a line after which there is one, at first; each time it doubles [ms]. */
const SILENCE = 5_000;
/** Wall-clock time after which the pace of a run is first taken anew [ms]. */
const FIRST_MARK = 2_000;

export interface Progress {
  /** @param done 0..1; @param note what the run looks like now. */
  update(done: number, note: string): void;
  stop(): void;
}

/** @param from where a resumed run begins, 0..1: the time to go is reckoned from there, and from the later half of the time
 * since: a run may begin to crawl. */
export function showProgress(title: string, from: number, quiet: boolean): Progress {
  if (quiet) return { update() {}, stop() {} };
  const start = performance.now();
  let [old, last] = [
    { at: 0, done: from },
    { at: FIRST_MARK, done: from },
  ];
  const eta = (done: number) => {
    const at = performance.now() - start;
    if (at >= 2 * last.at) [old, last] = [last, { at, done }];
    const gained = done - old.done;
    if (gained <= 0) return "?";
    return duration(((at - old.at) / 1000) * ((1 - done) / gained));
  };
  return process.stderr.isTTY ? bar(title, eta) : lines(title, eta, from);
}

/** Seconds in words: "48 s", "3 min 20 s", "2 h 5 min". */
export function duration(seconds: number): string {
  const s = Math.round(seconds);
  if (s < 100) return `${s} s`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${minutes} min ${s % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function bar(title: string, eta: (done: number) => string): Progress {
  const colour = !process.env["NO_COLOR"];
  const view = new cliProgress.SingleBar({
    stream: process.stderr,
    format: `${title} ${colour ? "\u001b[36m{bar}\u001b[39m" : "{bar}"} {percentage} % | {left} to go | {note}`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    fps: 8,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    gracefulExit: false,
  });
  view.start(100, 0, { left: "?", note: "" });
  return {
    update: (done, note) => view.update(Math.floor(100 * done), { left: eta(done), note }),
    stop: () => view.stop(),
  };
}

function lines(title: string, eta: (done: number) => string, from: number): Progress {
  let next = Math.floor((100 * from) / STRIDE) * STRIDE + STRIDE;
  let silence = SILENCE;
  let said = performance.now();
  return {
    update(done, note) {
      const percent = Math.floor(100 * done);
      const now = performance.now();
      const late = now - said >= silence;
      if (percent < next && !late) return;
      silence = percent < next ? 2 * silence : SILENCE;
      said = now;
      next = Math.floor(percent / STRIDE) * STRIDE + STRIDE;
      say(`${title}: ${percent} %, ${eta(done)} to go, ${note}`);
    },
    stop() {},
  };
}
