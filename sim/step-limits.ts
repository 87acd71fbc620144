// What sets the length of the time steps: how many each limit has cut, and whether a run crawls, that is has more steps to go at
// its present pace than anybody waits for.

import { REMEDIES } from "../core/remarks";
import { LIMITERS } from "../core/tables/outcomes";
import { toDisplay } from "../core/units";
import type { Observables } from "./types";

/** Time steps after which the pace is taken anew. */
const WINDOW = 200;
/** Steps to go at which a run crawls. */
const MANY = 20_000;

export interface Count {
  steps: number;
  /** Time of the section that they took [s]. */
  time: number;
}
type Counts = Record<string, Count>;

/** The pace of the last steps, and what sets it. */
export interface Pace {
  limiter: string;
  /** Share of the steps that it has cut, 0..1. */
  share: number;
  /** Mean length of a step [s]. */
  step: number;
  /** Steps to the end of the protocol at this pace. */
  toGo: number;
}

/** Plain data, part of a checkpoint. */
export interface StepLimits {
  all: Counts;
  /** What has cut the last step that was not merely half as long again as the one before. */
  cause: string;
  window: Counts;
  pace: Pace | null;
  /** The crawl so far: its first and last moment [s], its steps, and the most that were to go. */
  crawl: { from: number; to: number; counts: Counts; toGo: number } | null;
}

export const noLimits = (): StepLimits => ({
  all: {},
  cause: LIMITERS.growth,
  window: {},
  pace: null,
  crawl: null,
});

/** Counts the time step that has led to `now`; `left`: time that the protocol still takes [s]. */
export function countStep(limits: StepLimits, now: Observables, left: number): void {
  // a step that grows by as much as it may is short because of what cut those before it
  if (now.limiter !== LIMITERS.growth) limits.cause = now.limiter;
  add(limits.all, limits.cause, 1, now.dt);
  add(limits.window, limits.cause, 1, now.dt);
  if (sum(limits.window).steps < WINDOW) return;
  limits.pace = paceOf(limits.window, left);
  if (isCrawl(limits.pace)) {
    const { time: span } = sum(limits.window);
    // the spans of its steps add up to the time but for rounding
    limits.crawl ??= { from: Math.max(0, now.time - span), to: now.time, counts: {}, toGo: 0 };
    limits.crawl.to = now.time;
    limits.crawl.toGo = Math.max(limits.crawl.toGo, limits.pace.toGo);
    for (const [key, { steps, time }] of Object.entries(limits.window)) {
      add(limits.crawl.counts, key, steps, time);
    }
  }
  limits.window = {};
}

/** The present pace, when the run crawls. */
export function crawlOf({ pace }: StepLimits): Pace | null {
  return pace !== null && isCrawl(pace) ? pace : null;
}

/** Very many steps to go, and not because the protocol is made of as many. */
function isCrawl({ limiter, toGo }: Pace): boolean {
  return toGo > MANY && limiter !== LIMITERS.room;
}

/** What has made the run crawl, for how long and what to do about it; undefined when nothing has. */
export function crawled({ crawl }: StepLimits): string | undefined {
  if (crawl === null) return undefined;
  const { limiter, share, step } = paceOf(crawl.counts, 0);
  const [from, to, mean] = [crawl.from, crawl.to, step].map((t) => toDisplay(t, "s", 3));
  const { steps } = sum(crawl.counts);
  return `Between ${from} and ${to} the run crawled: ${steps} time steps of ${mean} on average, ${percent(share)} of them set by "${limiter}", and up to ${large(crawl.toGo)} more to go at that pace; ${REMEDIES[limiter]}.`;
}

/** The present pace in a few words. */
export function describePace({ limiter, share, step, toGo }: Pace): string {
  return `steps of ${toDisplay(step, "s", 3)} by "${limiter}" (${percent(share)}), ${large(toGo)} to go`;
}

/** The limits by the steps that they have cut, most first. */
export function shares({ all }: StepLimits): [limiter: string, count: Count, share: number][] {
  const { steps } = sum(all);
  return Object.entries(all)
    .sort(([, a], [, b]) => b.steps - a.steps)
    .map(([limiter, count]) => [limiter, count, count.steps / steps]);
}

function paceOf(counts: Counts, left: number): Pace {
  const { steps, time } = sum(counts);
  const [limiter, most] = Object.entries(counts).reduce((a, b) =>
    b[1].steps > a[1].steps ? b : a,
  );
  const step = time / steps;
  return { limiter, share: most.steps / steps, step, toGo: Math.ceil(left / step) };
}

function add(counts: Counts, limiter: string, steps: number, time: number): void {
  counts[limiter] ??= { steps: 0, time: 0 };
  counts[limiter].steps += steps;
  counts[limiter].time += time;
}

function sum(counts: Counts): Count {
  return Object.values(counts).reduce(
    (a, b) => ({ steps: a.steps + b.steps, time: a.time + b.time }),
    { steps: 0, time: 0 },
  );
}

export const percent = (share: number) => `${Math.round(100 * share)} %`;
const large = (n: number) => (n < 1e6 ? String(n) : n.toPrecision(2));
