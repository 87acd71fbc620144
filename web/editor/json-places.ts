// Places in a text of JSON: the entry that the cursor stands in, and where an entry stands.
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { quotedIn } from "./code";

export interface Place {
  from: number;
  to: number;
}

/** [ms] that reading the text for a place may take */
const patience = 200;

const nameOf = (state: EditorState, property: SyntaxNode): string => {
  const name = property.getChild("PropertyName");
  try {
    return name ? JSON.parse(state.sliceDoc(name.from, name.to)) : "";
  } catch {
    return "";
  }
};

/** Values inside an array, in order. */
function items(array: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = array.firstChild; child; child = child.nextSibling) {
    if (!/^[[\],⚠]$/.test(child.name)) found.push(child);
  }
  return found;
}

/** The entry around a place as people write it, "materials.overrides", lists as "[]"; and whether a key or a value is meant. */
export function entryAt(state: EditorState, pos: number): { path: string; isKey: boolean } {
  const parts: string[] = [];
  let isKey = false;
  let seen = false;
  // what has been typed last may not be read yet
  const tree = ensureSyntaxTree(state, pos, patience) ?? syntaxTree(state);
  let node: SyntaxNode | null = tree.resolveInner(pos, -1);
  for (; node; node = node.parent) {
    if (node.name === "PropertyName") isKey = true;
    if (node.name === "Object" && !seen) isKey = true;
    if (["String", "Number", "True", "False", "Null", "Array", "Property"].includes(node.name)) {
      seen = true;
    }
    if (node.name === "Property") {
      // a key that is being written is not yet part of its path
      if (!(isKey && parts.length === 0 && onName(node, pos))) parts.unshift(nameOf(state, node));
    }
    if (node.name === "Array") parts.unshift("[]");
  }
  return { path: parts.join(".").replaceAll(".[]", "[]"), isKey };
}

function onName(property: SyntaxNode, pos: number): boolean {
  const name = property.getChild("PropertyName");
  return name !== null && pos <= name.to;
}

/** Where an entry stands; where it does not, the nearest part around it. `message` tells which words of it are meant. */
export function placeOf(state: EditorState, path: string, message: string): Place {
  const tree = (ensureSyntaxTree(state, state.doc.length, patience) ?? syntaxTree(state)).topNode;
  const { value, property } = descend(state, tree.firstChild, path, tree);
  const { from, to } = value;
  if (!/Object|Array|JsonText|Property/.test(value.name)) {
    const words = quotedIn(state.sliceDoc(from, to), message);
    return { from: from + words.from, to: from + words.to };
  }
  // of a section the name that is meant is underlined, else its own: not all that is in it
  const quoted = /"((?:[^"\\]|\\.)*)"/.exec(message)?.[1];
  const meant = value.getChildren("Property").find((child) => nameOf(state, child) === quoted);
  const name = (meant ?? property)?.getChild("PropertyName");
  return name ? { from: name.from, to: name.to } : { from, to: Math.min(to, from + 1) };
}

interface Found {
  value: SyntaxNode;
  property: SyntaxNode | null;
}

function descend(
  state: EditorState,
  value: SyntaxNode | null,
  rest: string,
  around: SyntaxNode,
  property: SyntaxNode | null = null,
): Found {
  if (!value) return { value: property ?? around, property };
  if (rest === "") return { value, property };
  const index = /^\[(\d+)\]\.?/.exec(rest);
  if (index && value.name === "Array") {
    const item = items(value)[Number(index[1])];
    return item
      ? descend(state, item, rest.slice(index[0].length), value, property)
      : { value, property };
  }
  // names may hold a point, as in materials.overrides: the longest that fits
  const fitting = value
    .getChildren("Property")
    .map((child) => ({ child, name: nameOf(state, child) }))
    .filter(({ name }) => name !== "" && (rest === name || /^[.[]/.test(rest.slice(name.length))))
    .filter(({ name }) => rest.startsWith(name))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (!fitting) return { value, property };
  const { child, name } = fitting;
  const inside = child.lastChild?.name === "PropertyName" ? null : child.lastChild;
  return descend(state, inside, rest.slice(name.length).replace(/^\./, ""), value, child);
}
