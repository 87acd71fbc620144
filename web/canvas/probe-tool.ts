// The hand that probes a cell: it follows the mouse until a tap or an arrow key keeps the place.

import { probeSentence } from "../probe-words";
import type { Speech } from "../speech";
import type { Store } from "../store";
import type { Camera, Cell, Position } from "../view/camera";
import type { Place, Tool } from "./tool";

/** [cells] A tap this near to the kept place lets go of it. */
const near = 2;

export class ProbeTool implements Tool {
  private kept = false;

  constructor(
    private readonly store: Store,
    private readonly camera: Camera,
    private readonly speech: Speech,
  ) {
    store.watch(["run"], () => {
      this.kept = false;
    });
  }

  /** The middle of the cell; before there is one, below the middle of the interface. */
  get hand(): Position | null {
    const { frame, probe } = this.store.value;
    if (!frame) return null;
    const { column, row } = probe ?? { column: frame.columns >> 1, row: frame.lithiumRows };
    return { column: column + 0.5, row: row + 0.5 };
  }

  move(place: Place | null) {
    const { frame, probe } = this.store.value;
    if (place?.by === "keys") {
      if (!frame) return;
      this.kept = true;
      this.store.set({
        probing: true,
        probe: within(place, frame.columns, frame.lithiumRows + frame.electrolyteRows),
      });
      this.speech.saySoon(() => probeSentence(this.store.value));
    } else if (!(this.kept && probe)) {
      // Without a hand it is back at the place that the scenario names.
      const cell = place && this.camera.cellAt(place);
      const { run } = this.store.value;
      this.store.set({ probing: cell !== null, probe: cell ?? run?.probe ?? null });
    }
  }

  press(): boolean {
    return false;
  }

  release() {}

  tap(place: Place) {
    const cell = this.camera.cellAt(place);
    this.kept = cell !== null && !(this.kept && isNear(cell, this.store.value.probe));
    this.store.set({ probing: true, probe: cell });
  }

  cancel(): boolean {
    const probed = this.store.value.probing;
    this.kept = false;
    this.store.set({ probing: false, probe: null });
    return probed;
  }
}

function within({ column, row }: Position, columns: number, rows: number): Cell {
  const inside = (at: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(at)));
  return { column: inside(column, columns), row: inside(row, rows) };
}

function isNear(a: Cell, b: Cell | null): boolean {
  return b !== null && Math.abs(a.column - b.column) + Math.abs(a.row - b.row) <= near;
}
