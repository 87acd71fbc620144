import { defineConfig } from "vite";
import { contentPolicy } from "./vite.csp";
import { lean } from "./vite.lean";
import { offline } from "./vite.offline";

// The page. A relative base lets dist/page be hosted at any address, or opened from a subfolder.
export default defineConfig({
  root: "web",
  base: "./",
  plugins: [contentPolicy(), lean(), offline()],
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "esnext",
    // The kernel stays a file of its own, so that the browser can compile it while it streams in.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 750,
  },
  worker: { format: "es", plugins: () => [lean()] },
  server: { fs: { allow: [".."] } },
});
