// The probe: the values of every layer in one cell, by mouse, touch or arrow keys.
import { number, show, toDisplay } from "../format";
import type { Store } from "../store";
import { layerOf, layers, riskChannels } from "../view/layers";
import type { Section } from "../view/section";
import { el, part, say } from "./dom";

export function probe(store: Store, section: Section | null) {
  const canvas = part<HTMLCanvasElement>("section");
  const rows = [...layers, ...riskChannels.slice(1)].map((layer) => {
    const value = el("td");
    return { layer, value, row: el("tr", {}, el("th", { scope: "row" }, layer.label), value) };
  });
  const place = el("p", { class: "place" });
  const table = el("table", {}, el("tbody", {}, ...rows.map(({ row }) => row)));
  part("probe").append(el("h2", {}, "Probe"), place, table);

  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-roledescription", "section");

  let pinned = false;
  store.watch(["run"], ({ run }) => {
    pinned = Boolean(run?.probe);
  });
  let spoken: ReturnType<typeof setTimeout> | undefined;

  canvas.addEventListener("pointermove", (event) => {
    if (!pinned && event.buttons === 0) store.set({ probe: at(event) });
  });
  canvas.addEventListener("pointerleave", () => {
    if (!pinned) store.set({ probe: null });
  });
  canvas.addEventListener("click", (event) => {
    if (section?.view && moved) return;
    const cell = at(event);
    pinned = cell !== null && !(pinned && same(cell, store.value.probe));
    store.set({ probe: cell });
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      pinned = false;
      store.set({ probe: null });
      return;
    }
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ];
    const frame = store.value.frame;
    if (!way || !frame || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    pinned = true;
    const stride = event.shiftKey ? 8 : 1;
    const old = store.value.probe ?? { column: frame.columns >> 1, row: frame.lithiumRows };
    const rowCount = frame.lithiumRows + frame.electrolyteRows;
    const column = Math.min(frame.columns - 1, Math.max(0, old.column + way[0]! * stride));
    const row = Math.min(rowCount - 1, Math.max(0, old.row + way[1]! * stride));
    store.set({ probe: { column, row } });
    clearTimeout(spoken);
    spoken = setTimeout(() => say(part("live"), sentence()), 350);
  });

  // A drag that pans the picture is not a click.
  let moved = false;
  let down = { x: 0, y: 0 };
  canvas.addEventListener("pointerdown", (event) => {
    moved = false;
    down = { x: event.clientX, y: event.clientY };
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons !== 0 && Math.hypot(event.clientX - down.x, event.clientY - down.y) > 4)
      moved = true;
  });

  function at(event: MouseEvent) {
    const box = canvas.getBoundingClientRect();
    return (
      section?.view.cellAt(
        (event.clientX - box.left) / box.width,
        (event.clientY - box.top) / box.height,
      ) ?? null
    );
  }

  function sentence(): string {
    const { layer, frame, probe: cell } = store.value;
    if (!frame || !cell) return "";
    const { label, quantity } = layerOf(layer);
    const value = frame.fields[layer]?.[cell.row * frame.columns + cell.column] ?? Number.NaN;
    const words = Number.isFinite(value)
      ? `${number(toDisplay(quantity, value))} ${quantity.words}`
      : "no value here";
    return `${label} ${words}. ${placeWords()}`;
  }

  /** The value of the layer shown, beside the cell. */
  function label() {
    const { frame, probe: cell, layer } = store.value;
    const tag = part("value");
    tag.hidden = !cell || !frame || !section;
    if (!cell || !frame || !section) return;
    const { left, top, width, height } = section.view;
    const x = (cell.column + 0.5 - left) / width;
    const y = (cell.row + 0.5 - top) / height;
    tag.hidden = x < 0 || x > 1 || y < 0 || y > 1;
    const { quantity, label: name } = layerOf(layer);
    const si = frame.fields[layer]?.[cell.row * frame.columns + cell.column] ?? Number.NaN;
    say(tag, `${name} ${show(quantity, si)}`);
    const margin = (0.5 * tag.offsetWidth) / canvas.clientWidth;
    tag.style.left = `${100 * Math.min(1 - margin, Math.max(margin, x))}%`;
    tag.style.top = `${100 * y}%`;
    tag.classList.toggle("under", y < 0.2);
  }

  function placeWords(): string {
    const { frame, probe: cell } = store.value;
    if (!frame || !cell) return "";
    const x = number((cell.column + 0.5) * frame.h * 1e6);
    const y = (frame.lithiumRows - cell.row - 0.5) * frame.h * 1e6;
    const side = y > 0 ? "above" : "below";
    return `${x} µm from the left, ${number(Math.abs(y))} µm ${side} the interface`;
  }

  store.watch(["probe", "pulse"], ({ probe: cell, frame }) => {
    section?.mark(cell);
    label();
    table.classList.toggle("empty", !cell);
    if (!cell || !frame) {
      say(
        place,
        "Point at the picture, or focus it and use the arrow keys. Click to keep the place, Escape to leave it.",
      );
      for (const { value } of rows) say(value, "–");
      return;
    }
    say(place, placeWords());
    const index = cell.row * frame.columns + cell.column;
    for (const { layer, value } of rows) {
      const si = frame.fields[layer.field]?.[index];
      say(value, si === undefined ? "…" : show(layer.quantity, si));
    }
  });
}

function same(
  a: { column: number; row: number },
  b: { column: number; row: number } | null,
): boolean {
  return b !== null && Math.abs(a.column - b.column) + Math.abs(a.row - b.row) <= 2;
}
