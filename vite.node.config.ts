// Bundles the terminal for Node: cli/main.ts -> dist/node/cli.js. Packages stay outside, JSON data goes inside.
import { defineConfig } from "vite";
import { dependencies } from "./package.json";

const packages = Object.keys(dependencies);

export default defineConfig({
  publicDir: false,
  build: {
    ssr: "cli/main.ts",
    outDir: "dist/node",
    emptyOutDir: true,
    target: "node20",
    sourcemap: true,
    rolldownOptions: {
      external: (id) => packages.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { entryFileNames: "cli.js", chunkFileNames: "[name].js" },
    },
  },
});
