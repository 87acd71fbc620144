// Voltage, contact fraction and void volume against time: three uPlot charts with one cursor, which
// mouse and arrow keys move; what it stands on is written above each chart and spoken.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Observables, RunEvent } from "../sim/types";
import { duration, type Quantity, quantities, show, speak, tick, toDisplay } from "./format";
import type { Store } from "./store";
import { el, part, say } from "./ui/dom";
import { materials } from "./view/colour";

interface Trace {
  label: string;
  quantity: Quantity;
  colour: string;
  of(o: Observables): number;
  /** lowest span of the axis in display units, so that noise does not fill it */
  span: number;
  /** axis bounds that hold always */
  bounds?: [number, number];
}

const traces: Trace[] = [
  {
    label: "Voltage",
    quantity: quantities.voltage,
    colour: "#f2b84b",
    of: (o) => o.voltage,
    span: 1,
  },
  {
    label: "Contact",
    quantity: quantities.fraction,
    colour: "#66c2ee",
    of: (o) => o.contactFraction,
    span: 10,
    bounds: [0, 100],
  },
  {
    label: "Void volume",
    quantity: quantities.length,
    colour: "#e694c1",
    of: (o) => o.voidVolume,
    span: 0.1,
  },
];

/** Points drawn at most; more are thinned evenly for the picture, never for the download. */
const most = 2000;
/** [px]; the last one carries the time axis */
const heights = { other: 88, last: 108 };
/** Steps of the time axis [s] that read well in seconds, minutes and hours. */
const increments = [
  1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 18000, 36000, 86400, 432000,
];
const grid = { stroke: "#232c39", width: 1 };
const axis = {
  stroke: "#a9b8c9",
  font: "12px system-ui, sans-serif",
  grid,
  ticks: { ...grid, size: 4 },
};

export function charts(store: Store) {
  const host = part("charts");
  const sync = uPlot.sync("time");
  const group = el("div", {
    class: "plots",
    tabindex: 0,
    role: "application",
    "aria-roledescription": "chart",
    "aria-label": "Voltage, contact and void volume against time. Arrow keys move a cursor.",
  });
  const table = el("tbody");
  let cursor: number | null = null;
  let shown: Observables[] = [];

  const plots = traces.map((trace, i) => {
    const value = el("output");
    const name = el("span", { class: "name" }, trace.label);
    name.style.setProperty("--colour", trace.colour);
    const box = el("div", { class: "plot" });
    group.append(el("div", { class: "head" }, name, value), box);
    const plot = new uPlot(options(trace, i === traces.length - 1), [[], []], box);
    return { trace, value, plot, box };
  });
  host.append(
    el("h2", { class: "unseen" }, "Charts"),
    group,
    el(
      "table",
      { class: "unseen" },
      el("caption", {}, "Time series, twelve points"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ...["Time", ...traces.map((t) => t.label)].map((t) => el("th", { scope: "col" }, t)),
        ),
      ),
      table,
    ),
  );
  new ResizeObserver(resize).observe(group);
  resize();

  function options(trace: Trace, last: boolean): uPlot.Options {
    return {
      width: 320,
      height: last ? heights.last : heights.other,
      padding: [8, 10, last ? 0 : 10, 0],
      legend: { show: false },
      cursor: {
        sync: { key: sync.key, scales: ["x", null] },
        y: false,
        drag: { x: false, y: false },
        points: { size: 7 },
      },
      scales: {
        x: {
          time: false,
          range: (_u, low, high) => [low ?? 0, Math.max(high ?? 1, (low ?? 0) + 1e-6)],
        },
        y: { range: (_u, low, high) => yRange(trace, low, high) },
      },
      axes: [
        {
          ...axis,
          show: last,
          space: 60,
          size: 30,
          incrs: increments,
          values: (_u, splits) => splits.map(clock),
        },
        {
          ...axis,
          size: 46,
          space: 20,
          values: (_u, splits) => splits.map(tick),
        },
      ],
      series: [{}, { stroke: trace.colour, width: 2, points: { show: false } }],
      hooks: {
        draw: trace.label === "Voltage" ? [(u) => markShorts(u, store.value.events)] : [],
        setCursor: [
          (u) => {
            const next = u.cursor.idx ?? null;
            if (next === cursor) return;
            cursor = next;
            write();
          },
        ],
      },
    };
  }

  function resize() {
    const width = Math.max(200, group.clientWidth);
    plots.forEach(({ plot }, i) => {
      plot.setSize({ width, height: i === plots.length - 1 ? heights.last : heights.other });
    });
  }

  function draw() {
    const { rows } = store.value;
    const stride = Math.max(1, Math.ceil(rows.length / most));
    shown =
      stride === 1
        ? rows.slice()
        : rows.filter((_, i) => i % stride === 0 || i === rows.length - 1);
    const time = shown.map((o) => o.time);
    for (const { plot, trace } of plots) {
      plot.setData([time, shown.map((o) => toDisplay(trace.quantity, trace.of(o)))]);
    }
    write();
  }

  function write() {
    const at = cursor === null ? undefined : shown[cursor];
    const row = at ?? shown.at(-1);
    if (!row) return;
    for (const { trace, value } of plots) {
      const when = at ? ` at ${duration(at.time)}` : "";
      say(value, show(trace.quantity, trace.of(row)) + when);
    }
  }

  function summarise() {
    const stride = Math.max(1, Math.ceil(shown.length / 12));
    table.replaceChildren(
      ...shown
        .filter((_, i) => i % stride === 0)
        .map((o) =>
          el(
            "tr",
            {},
            el("td", {}, duration(o.time)),
            ...traces.map((t) => el("td", {}, show(t.quantity, t.of(o)))),
          ),
        ),
    );
  }

  group.addEventListener("keydown", (event) => {
    const way = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (event.key === "Escape") {
      for (const { plot } of plots) plot.setCursor({ left: -10, top: -10 }, true);
      return;
    }
    if (way === 0 || shown.length === 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const stride = event.shiftKey ? 10 : 1;
    const index = Math.min(
      shown.length - 1,
      Math.max(0, (cursor ?? shown.length - 1) + way * stride),
    );
    const first = plots[0]!.plot;
    const left = first.valToPos(shown[index]!.time, "x");
    for (const { plot } of plots) plot.setCursor({ left, top: 1 }, false);
    cursor = index;
    write();
    const o = shown[index]!;
    const values = traces.map((t) => `${t.label.toLowerCase()} ${speak(t.quantity, t.of(o))}`);
    say(part("live"), `At ${duration(o.time)}: ${values.join(", ")}.`);
  });

  store.watch(["pulse"], draw);
  store.watch(["playing", "run"], ({ playing }) => {
    if (!playing) summarise();
  });
}

/** A line where a short closed. */
function markShorts(u: uPlot, events: readonly RunEvent[]) {
  const { left, top, width, height } = u.bbox;
  const pen = u.ctx;
  pen.save();
  pen.fillStyle = materials.filament;
  pen.lineJoin = "round";
  pen.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
  pen.textBaseline = "top";
  for (const { kind, time } of events) {
    if (kind !== "short") continue;
    const x = u.valToPos(time, "x", true);
    pen.strokeStyle = materials.filament;
    pen.lineWidth = 2 * devicePixelRatio;
    pen.beginPath();
    pen.moveTo(x, top);
    pen.lineTo(x, top + height);
    pen.stroke();
    const late = x > left + 0.7 * width;
    pen.textAlign = late ? "right" : "left";
    const beside = x + (late ? -5 : 5) * devicePixelRatio;
    // a dark rim, where the label crosses the curve
    pen.strokeStyle = materials.rim;
    pen.lineWidth = 4 * devicePixelRatio;
    pen.strokeText("short", beside, top);
    pen.fillText("short", beside, top);
  }
  pen.restore();
}

function yRange(trace: Trace, low: number | null, high: number | null): [number, number] {
  const [a, b] = [low ?? 0, high ?? 0];
  if (trace.bounds) {
    const [bottom, top] = trace.bounds;
    return [Math.max(bottom, Math.floor(Math.min(a, top - trace.span) / 10) * 10), top];
  }
  const top = Math.max(b, Math.min(a, 0) + trace.span);
  return [Math.min(0, 1.08 * a), Math.max(0, 1.08 * top)];
}

/** Axis label: "90 s", "12 min", "1.5 h". */
function clock(seconds: number): string {
  if (seconds === 0) return "0";
  if (seconds < 120) return `${tick(seconds)} s`;
  if (seconds < 7200) return `${tick(seconds / 60)} min`;
  return `${tick(seconds / 3600)} h`;
}
