// The arrow keys: which way, how far.

const ways: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Steps to the right and down, `far` at once with Shift; null: no arrow key, or one for the browser. */
export function arrowOf(event: KeyboardEvent, far = 8): { x: number; y: number } | null {
  const way = ways[event.key];
  if (!way || hasModifier(event)) return null;
  const steps = event.shiftKey ? far : 1;
  return { x: way[0] * steps, y: way[1] * steps };
}

/** Ctrl, Alt or Meta makes a key the browser's. */
export function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.altKey || event.metaKey;
}
