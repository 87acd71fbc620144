// Whether every link, picture and anchor of a built site leads somewhere in it; what leads elsewhere is not looked at.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

const decoded = (text) =>
  decodeURIComponent(text.replaceAll("&amp;", "&").replaceAll("&#39;", "'"));

/** What does not resolve in a folder of HTML, as "page: target". */
export function brokenLinks(folder) {
  const pages = new Map();
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith(".html")) continue;
    const text = readFileSync(join(folder, name), "utf8");
    const ids = new Set(Array.from(text.matchAll(/\sid="([^"]+)"/g), ([, id]) => decoded(id)));
    const targets = Array.from(text.matchAll(/\s(?:href|src)="([^"]+)"/g), ([, to]) => decoded(to));
    pages.set(name.replaceAll("\\", "/"), { ids, targets });
  }
  const broken = [];
  for (const [page, { targets }] of pages) {
    for (const target of new Set(targets)) {
      if (/^(https?:|mailto:|data:|blob:)/.test(target)) continue;
      const [path, anchor] = target.split("#");
      const at = path === "" ? page : posix.join("/", posix.dirname(page), path).slice(1);
      const there = path.startsWith("/") ? path.slice(1) : at;
      const file = there === "" || there.endsWith("/") ? `${there}index.html` : there;
      const found = pages.get(file) ?? pages.get(`${file}.html`);
      if (!found && !existsSync(join(folder, file))) broken.push(`${page}: ${target}`);
      else if (anchor && found && !found.ids.has(anchor)) broken.push(`${page}: ${target}`);
    }
  }
  return broken;
}
