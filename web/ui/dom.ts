// Elements in a line.

type Child = Node | string;

export function el<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Record<string, string | number | boolean> = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** The element of index.html with this id; its absence is a defect of the page. */
export function part<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no element "${id}"`);
  return found as T;
}

/** Sets text only when it differs: a screen reader hears no news that are none. */
export function say(element: Element, text: string) {
  if (element.textContent !== text) element.textContent = text;
}
