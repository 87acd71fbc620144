// One arena, laid out once: every field, line, hierarchy and work vector of a run is a block of it.
// Blocks are 64-byte aligned, zeroed, and never freed; memory grows only here, so views made after
// set-up stay valid for the whole run. In the debug build every checked access must fall inside the
// block it starts from.

const ALIGN: usize = 64;
const PAGE: usize = 65536;

let top: usize = (__heap_base + (ALIGN - 1)) & ~(ALIGN - 1);

// Debug build only: the start and end of every block, so that an index past its block traps.
const MAX_BLOCKS: i32 = 1 << 14;
let table: usize = 0;
let blocks: i32 = 0;

/** Reserves `bytes` of zeroed, 64-byte aligned memory; 64 bytes of slack follow, so that a SIMD load may overrun. */
export function alloc(bytes: usize): usize {
  if (!ASC_NO_ASSERT && table == 0) {
    table = top;
    top += <usize>MAX_BLOCKS * 16;
    reserve(top);
  }
  const start = top;
  const size = (bytes + ALIGN + (ALIGN - 1)) & ~(ALIGN - 1);
  top = start + size;
  reserve(top);
  memory.fill(start, 0, size);
  if (!ASC_NO_ASSERT) {
    assert(blocks < MAX_BLOCKS, "arena: more blocks than the debug table holds");
    store<u64>(table + <usize>blocks * 16, <u64>start);
    store<u64>(table + <usize>blocks * 16 + 8, <u64>(start + bytes));
    blocks += 1;
  }
  return start;
}

/** Room for n doubles. */
export function f64s(n: i32): usize {
  return alloc((<usize>n) << 3);
}

/** Room for n floats. */
export function f32s(n: i32): usize {
  return alloc((<usize>n) << 2);
}

/** Room for n 32-bit integers. */
export function i32s(n: i32): usize {
  return alloc((<usize>n) << 2);
}

/** Makes the next block start a page: what follows lies outside the pages in use so far. */
export function alignToPage(): void {
  top = (top + PAGE - 1) & ~(PAGE - 1);
}

/** Bytes in use: the end of the arena. It does not change after set-up (tested). */
export function used(): usize {
  return top;
}

function reserve(end: usize): void {
  const have = <usize>memory.size() * PAGE;
  if (end > have) {
    const pages = <i32>((end - have + PAGE - 1) / PAGE);
    if (memory.grow(pages) < 0) unreachable();
  }
}

export function check(p: usize, at: usize, bytes: usize): void {
  let lo = 0,
    hi = blocks - 1;
  while (lo < hi) {
    const mid = (lo + hi + 1) >> 1;
    if (<usize>load<u64>(table + <usize>mid * 16) <= p) lo = mid;
    else hi = mid - 1;
  }
  assert(at >= <usize>load<u64>(table + <usize>lo * 16), "arena: access before its block");
  assert(at + bytes <= <usize>load<u64>(table + <usize>lo * 16 + 8), "arena: access past its block");
}

/** p[i] of doubles; checked against the block p points into in the debug build. */
// @ts-ignore: decorator
@inline export function get(p: usize, i: i32): f64 {
  if (!ASC_NO_ASSERT) check(p, p + ((<usize>i) << 3), 8);
  return load<f64>(p + ((<usize>i) << 3));
}

/** p[i] = v of doubles; checked like get. */
// @ts-ignore: decorator
@inline export function set(p: usize, i: i32, v: f64): void {
  if (!ASC_NO_ASSERT) check(p, p + ((<usize>i) << 3), 8);
  store<f64>(p + ((<usize>i) << 3), v);
}

/** p[i] of 32-bit integers; checked like get. */
// @ts-ignore: decorator
@inline export function geti(p: usize, i: i32): i32 {
  if (!ASC_NO_ASSERT) check(p, p + ((<usize>i) << 2), 4);
  return load<i32>(p + ((<usize>i) << 2));
}

/** p[i] = v of 32-bit integers; checked like get. */
// @ts-ignore: decorator
@inline export function seti(p: usize, i: i32, v: i32): void {
  if (!ASC_NO_ASSERT) check(p, p + ((<usize>i) << 2), 4);
  store<i32>(p + ((<usize>i) << 2), v);
}

/** A zeroed object of an unmanaged class. */
// @ts-ignore: decorator
@inline export function create<T>(): T {
  return changetype<T>(alloc(offsetof<T>()));
}
