// Workers, from wherever the page has come.

/** In a frame that is sandboxed the page has no origin, and no worker may come from its address; one that only imports the
 * same program may. */
export function startWorker(url: string): Worker {
  const options = { type: "module" } as const;
  try {
    return new Worker(url, options);
  } catch {
    const address = new URL(url, location.href).href;
    const program = encodeURIComponent(`import ${JSON.stringify(address)};`);
    return new Worker(`data:text/javascript,${program}`, options);
  }
}
