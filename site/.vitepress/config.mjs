// The documentation site: pages are gathered by scripts/docs.mjs into site/pages.
import { defineConfig } from "vitepress";

const page = (text, link) => ({ text, link });

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
    // pages are plain Markdown: an angle bracket is one
    config: (md) => md.set({ html: false }),
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
          page("Changelog", "/CHANGELOG"),
          page("Cite", "/cite"),
        ],
      },
    ],
  },
});
