// The documentation site is built, every link, anchor and picture of it leads somewhere, and it asks for nothing from elsewhere. Where its
// packages are (`npm ci` in site/, as .ci/run does); skipped, with a word, where they are not.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
// @ts-expect-error a script without types
import { brokenLinks } from "../../scripts/docs-links.mjs";
import { scratch } from "./spawn";

const there = existsSync("site/node_modules/vitepress");
if (!there) console.log("the packages of site/ are not installed: the documentation is not built");

it.skipIf(!there)("builds the documentation with every link whole, without the network", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/docs.mjs"], {
    encoding: "utf8",
  });
  expect([status, status === 0 ? "" : stderr]).toEqual([0, ""]);
  const names = readdirSync("dist/site", { recursive: true, encoding: "utf8" });
  const pages = names.filter((name) => name.endsWith(".html"));
  for (const name of ["index", "start", "gallery", "cli", "examples", "api/index"]) {
    expect(pages.map((page) => page.replaceAll("\\", "/"))).toContain(`${name}.html`);
  }
  for (const page of pages) {
    const text = readFileSync(join("dist/site", page), "utf8");
    expect(text.match(/<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?\/\/[^"]*"/g)).toBeNull();
    // what only the source of a page should have
    expect(text).not.toMatch(/&lt;!--|&lt;a id=|&amp;#8203|\{&#8203/);
  }
  const gallery = readFileSync("dist/site/gallery.html", "utf8");
  const scenarios = readdirSync("data/scenarios").length;
  expect(gallery.match(/<h2 id=/g)).toHaveLength(scenarios);
  expect(gallery.match(/<img/g)!.length).toBeGreaterThan(0.9 * scenarios);
  expect(names.some((name) => name.includes("localSearchIndex"))).toBe(true);
});

it("notices a link, an anchor and a picture that lead nowhere", () => {
  const home = scratch();
  mkdirSync(join(home, "deep"));
  writeFileSync(
    join(home, "index.html"),
    `<h1 id="top"></h1><a href="#top"></a><a href="/deep/page.html#end"></a><a href="deep/page"></a>
<a href="#bottom"></a><a href="https://example.org/x"></a><img src="/x.png">`,
  );
  writeFileSync(
    join(home, "deep/page.html"),
    `<p id="end"></p><a href="../index.html#top"></a><a href="./none.html"></a><a href="/"></a>`,
  );
  expect(brokenLinks(home).sort()).toEqual([
    "deep/page.html: ./none.html",
    "index.html: #bottom",
    "index.html: /x.png",
  ]);
});
