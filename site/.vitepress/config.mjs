// The documentation site: pages are gathered by scripts/docs.mjs into site/pages.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import { slugOf } from "../slug.mjs";

const PAGES = join(import.meta.dirname, "../pages");
const page = (text, link) => ({ text, link });
const titleOf = (path) => /^# (.*)$/m.exec(readFileSync(join(PAGES, path), "utf8"))[1];
const decisions = readdirSync(join(PAGES, "adr")).map((name) =>
  page(titleOf(`adr/${name}`), `/adr/${name.replace(".md", "")}`),
);

/** The one tag that pages have: `<a id="key"></a>`, where a link leads to. */
function anchors(md) {
  md.inline.ruler.before("autolink", "anchor", (state, silent) => {
    const [tag, id] =
      /^<a id="([\w-]+)"><\/a>/.exec(state.src.slice(state.pos, state.pos + 80)) ?? [];
    if (!tag) return false;
    if (!silent) state.push("html_inline", "", 0).content = `<span id="${id}"></span>`;
    state.pos += tag.length;
    return true;
  });
}

/** Two braces in a line of text are braces, not a formula of the site's own; those in code are left alone as it is. */
function braces(md) {
  md.renderer.rules.text = (tokens, k) =>
    md.utils.escapeHtml(tokens[k].content).replaceAll("{{", "&#123;&#123;");
}

export default defineConfig({
  title: "Voidscope",
  description: "A microscope for the lithium | argyrodite interface",
  srcDir: "pages",
  outDir: "../dist/site",
  cacheDir: "../build/site-cache",
  base: process.env.DOCS_BASE ?? "/",
  cleanUrls: false,
  lastUpdated: false,
  markdown: {
    anchor: { slugify: slugOf },
    // pages are plain Markdown: an angle bracket is one
    config: (md) => md.set({ html: false }).use(anchors).use(braces),
  },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    sidebar: [
      {
        text: "Start",
        items: [page("What it is", "/"), page("First run", "/start"), page("Gallery", "/gallery")],
      },
      {
        text: "Tutorials and how-tos",
        items: [
          page("Critical currents", "/ccd"),
          page("Impedance", "/impedance"),
          page("Sweeps", "/sweeps"),
          page("Screening", "/screening"),
          page("Fit to data", "/fit"),
          page("Library and element", "/package"),
          page("Python", "/python"),
          page("Examples", "/examples"),
        ],
      },
      {
        text: "Reference",
        items: [
          page("Command line", "/cli"),
          page("Scenario", "/scenario"),
          page("Library API", "/api/index"),
          page("Model", "/model"),
          page("Notation", "/notation"),
          page("Numerics", "/numerics"),
          page("Validation", "/validation"),
          page("References", "/references"),
        ],
      },
      {
        text: "Inside",
        items: [
          page("Architecture", "/architecture"),
          page("Contributing", "/CONTRIBUTING"),
          page("What users ask for", "/requests"),
          page("Changelog", "/CHANGELOG"),
          page("Cite", "/cite"),
        ],
      },
      { text: "Decisions", collapsed: true, items: decisions },
    ],
  },
});
