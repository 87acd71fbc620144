// The page as one file of HTML, for classrooms without a server: program, style and kernel stand in it, workers as data: addresses,
// which a page from a file and a sandboxed frame may start, too.
import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rolldown, type UserConfig } from "vite";
import { lean } from "./vite.lean";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** A file shares no memory with threads. */
/** The library that writes fields would make the file twice as large. */
const NO_FIELDS = "export const fieldsFile = null;";
const ONE_THREAD = "export const upgradeFor = async () => undefined;";
const WORKER = "?worker&url";

/** Everything in one chunk, what is not program within it as a data: address. */
const WHOLE: UserConfig["build"] = {
  target: "esnext",
  assetsInlineLimit: () => true,
  cssCodeSplit: false,
  modulePreload: false,
  write: false,
  rolldownOptions: { output: { codeSplitting: false } },
};

/** A worker with all that it loads, as an address. */
async function workerAddress(file: string): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: "error",
    root: at("web"),
    plugins: [single(), lean()],
    build: {
      ...WHOLE,
      rolldownOptions: {
        ...WHOLE!.rolldownOptions,
        input: file,
        output: { format: "es", codeSplitting: false },
      },
    },
  })) as Rolldown.RolldownOutput;
  const { code } = result.output[0];
  return `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
}

export function single(): Plugin {
  return {
    name: "single",
    enforce: "pre",
    async resolveId(id, importer) {
      if (id === "./threads" && importer?.includes("/web/")) return "\0one-thread";
      if (id === "../fields-file") return "\0no-fields";
      if (!id.endsWith(WORKER)) return null;
      const found = await this.resolve(id.slice(0, -WORKER.length), importer);
      return found && `\0worker:${found.id}`;
    },
    async load(id) {
      if (id === "\0one-thread") return ONE_THREAD;
      if (id === "\0no-fields") return NO_FIELDS;
      if (!id.startsWith("\0worker:")) return null;
      const address = await workerAddress(id.slice("\0worker:".length));
      return `export default ${JSON.stringify(address)};`;
    },
  };
}

/** Puts program and style of the one chunk into the page. */
function intoPage(): Plugin {
  return {
    name: "into-page",
    enforce: "post",
    generateBundle(_, bundle) {
      const page = bundle["index.html"] as Rolldown.OutputAsset;
      let text = String(page.source);
      for (const [name, part] of Object.entries(bundle)) {
        if (part === page) continue;
        const tag = new RegExp(`<(script|link)[^>]*(?:src|href)="\\./${name}"[^>]*>(?:</script>)?`);
        const isStyle = name.endsWith(".css");
        // there is nothing to load ahead
        const own =
          part.type === "chunk"
            ? part.code.replaceAll("__VITE_PRELOAD__", "void 0")
            : String(part.source);
        // what would end the element it stands in
        const inside = isStyle
          ? `<style>${own}</style>`
          : `<script type="module">${own.replace(/<(?=\/script|!--)/gi, "\\x3C")}</script>`;
        text = tag.test(text) ? text.replace(tag, () => (isStyle ? inside : "")) : text;
        if (!isStyle && part.type === "chunk")
          text = text.replace("</body>", () => `${inside}</body>`);
        delete bundle[name];
      }
      page.source = text.replace(/\s*<link rel="(?:manifest|apple-touch-icon)"[^>]*>/g, "");
      page.fileName = "voidscope.html";
    },
  };
}

export const singleConfig: UserConfig = {
  root: at("web"),
  base: "./",
  publicDir: false,
  logLevel: "warn",
  plugins: [single(), lean(), intoPage()],
  build: {
    ...WHOLE,
    write: true,
    outDir: at("dist/single"),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1e5,
  },
};
