// What evolves, so that a step can be taken back: every physics registers its state here when it is laid out. keep() copies all
// of it, takeBack() returns to the copy. Warm starts of the solvers are registered too: a step taken back is repeated to the bit.

import { alloc, create } from "./arena";
import { Integers, doubles, integers } from "./fields";
import { copyBytes } from "../threads/rows";

/** Blocks at most. */
const MAX_BLOCKS: i32 = 48;


@unmanaged
export class State {
  /** Address, bytes, and address of the copy of each block. */
  blocks: Integers;
  count: i32;

  /** A new field of n doubles that is part of the state, zeroed. */
  doubles<T>(n: i32): T {
    const field = doubles<T>(n);
    this.register(changetype<usize>(field), (<usize>n) << 3);
    return field;
  }

  /** Makes a block that lies elsewhere part of the state. */
  register(address: usize, bytes: usize): void {
    assert(this.count < MAX_BLOCKS, "state: too many blocks");
    const k = 3 * this.count++;
    this.blocks[k] = <i32>address;
    this.blocks[k + 1] = <i32>bytes;
    this.blocks[k + 2] = <i32>alloc(bytes);
  }

  /** Copies the state. */
  keep(): void {
    for (let k = 0; k < 3 * this.count; k += 3) {
      copyBytes(<usize>this.blocks[k + 2], <usize>this.blocks[k], <usize>this.blocks[k + 1]);
    }
  }

  /** Returns to the copy of the last keep. */
  takeBack(): void {
    for (let k = 0; k < 3 * this.count; k += 3) {
      copyBytes(<usize>this.blocks[k], <usize>this.blocks[k + 2], <usize>this.blocks[k + 1]);
    }
  }

  /** The copy that the last keep made of a registered field. */
  kept<T>(field: T): T {
    for (let k = 0; k < 3 * this.count; k += 3) {
      if (<usize>this.blocks[k] == changetype<usize>(field)) return changetype<T>(<usize>this.blocks[k + 2]);
    }
    return unreachable();
  }
}

/** An empty state. */
export function createState(): State {
  const state = create<State>();
  state.blocks = integers(3 * MAX_BLOCKS);
  return state;
}
