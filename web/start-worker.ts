// Workers, from wherever the page has come.

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    /** an object that stands for the address */
    createScriptURL(url: string): string;
  };
}

const policy = makePolicy();

function makePolicy() {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  try {
    return trustedTypes?.createPolicy("voidscope", { createScriptURL: (url) => url });
  } catch {
    // a site may allow other policies alone: what then happens is said where a worker is started
    return undefined;
  }
}

/** An address of a program of this page, for a browser that is told to run no others (trusted types). */
export const ownProgram = (url: string): string => policy?.createScriptURL(url) ?? url;

/** In a frame that is sandboxed the page has no origin, and no worker may come from its address; one that only imports the
 * same program may. */
export function startWorker(url: string): Worker {
  const options = { type: "module" } as const;
  try {
    return new Worker(ownProgram(url), options);
  } catch {
    const address = new URL(url, location.href).href;
    const program = encodeURIComponent(`import ${JSON.stringify(address)};`);
    return new Worker(ownProgram(`data:text/javascript,${program}`), options);
  }
}
