// Work arrays, borrowed by name and given back: `const excess = scratch.line(); ... scratch.free(excess)`. What they hold when
// they are borrowed is undefined. In the debug build giving back what was not borrowed traps, as does borrowing more than there are,
// and a borrowed array starts as NaN, so that nobody reads what another left.

import { create } from "./arena";
import { Doubles, Integers, Line, LithiumCells, LithiumNodes, doubles, integers } from "./fields";

const LINES: i32 = 8;
const CELLS: i32 = 6;
const NODE_FIELDS: i32 = 4;

/** Equal arrays of which some are lent. */
@unmanaged
class Pool {
  arrays: Integers;
  lent: Integers;
  count: i32;
  size: i32;

  borrow<T>(): T {
    for (let k = 0; k < this.count; k++) {
      if (this.lent[k] != 0) continue;
      this.lent[k] = 1;
      const array = changetype<Doubles>(<usize>this.arrays[k]);
      if (!ASC_NO_ASSERT) for (let i = 0; i < this.size; i++) array[i] = NaN;
      return changetype<T>(array);
    }
    return unreachable();
  }

  /** Whether the array was lent from here. */
  giveBack(address: usize): bool {
    for (let k = 0; k < this.count; k++) {
      if (<usize>this.arrays[k] != address) continue;
      assert(this.lent[k] != 0, "scratch: given back twice");
      this.lent[k] = 0;
      return true;
    }
    return false;
  }

  clear(): void {
    for (let k = 0; k < this.count; k++) memory.fill(<usize>this.arrays[k], 0, (<usize>this.size) << 3);
  }
}

function createPool(count: i32, size: i32): Pool {
  const pool = create<Pool>();
  pool.count = count;
  pool.size = size;
  pool.arrays = integers(count);
  pool.lent = integers(count);
  for (let k = 0; k < count; k++) pool.arrays[k] = <i32>changetype<usize>(doubles<Doubles>(size));
  return pool;
}

/** The work arrays of a section. */
@unmanaged
export class Scratch {
  lines: Pool;
  cells: Pool;
  nodes: Pool;

  /** One value a column. */
  line(): Line {
    return this.lines.borrow<Line>();
  }

  /** One value a cell of the lithium. */
  lithiumCells(): LithiumCells {
    return this.cells.borrow<LithiumCells>();
  }

  /** One value a node of the lithium. */
  lithiumNodes(): LithiumNodes {
    return this.nodes.borrow<LithiumNodes>();
  }

  /** Gives a borrowed array back. */
  free<T>(array: T): void {
    const address = changetype<usize>(array);
    const known = this.lines.giveBack(address) || this.cells.giveBack(address) || this.nodes.giveBack(address);
    assert(known, "scratch: not from here");
  }

  /** Zeros in all arrays: they carry nothing, and so compare equal. */
  clear(): void {
    this.lines.clear();
    this.cells.clear();
    this.nodes.clear();
  }

  /** Nothing is lent: between the stages of a step. */
  reset(): void {
    memory.fill(changetype<usize>(this.lines.lent), 0, (<usize>LINES) << 2);
    memory.fill(changetype<usize>(this.cells.lent), 0, (<usize>CELLS) << 2);
    memory.fill(changetype<usize>(this.nodes.lent), 0, (<usize>NODE_FIELDS) << 2);
  }
}

/** Work arrays for nx columns, fields of `cells` cells and `nodes` nodes. */
export function createScratch(nx: i32, cells: i32, nodes: i32): Scratch {
  const scratch = create<Scratch>();
  scratch.lines = createPool(LINES, nx);
  scratch.cells = createPool(CELLS, cells);
  scratch.nodes = createPool(NODE_FIELDS, nodes);
  return scratch;
}
