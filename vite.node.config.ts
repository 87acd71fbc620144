// Bundles the terminal for Node: cli/main.ts -> dist/node/cli.js, and the thread of sweeps. Packages stay outside, JSON data
// goes inside.
import { defineConfig } from "vite";
import manifest from "./package.json" with { type: "json" };

const packages = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)];

export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: "dist/node",
    emptyOutDir: true,
    target: "node20",
    sourcemap: true,
    rolldownOptions: {
      input: { cli: "cli/main.ts", "sweep-thread": "sweep/thread.ts" },
      external: (id) => packages.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    },
  },
});
