// What the built page may load and run: its own files, nothing inline. The server for development writes styles and scripts
// into the page, so it goes without.
import type { Plugin } from "vite";

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  // data: a worker in a sandboxed frame (web/engine.ts)
  "worker-src 'self' data:",
  "manifest-src 'self'",
  // a film that has been made, before it is kept
  "media-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export function contentPolicy(): Plugin {
  return {
    name: "content-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
        injectTo: "head-prepend",
      },
    ],
  };
}
