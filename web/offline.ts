// Keeps the page for when there is no network, and says when a newer one has come.
import type { Store } from "./store";

const NEWER =
  "A newer version of this page is ready: it comes once all tabs of the page have been closed; the runs stay.";

export async function keepPage(store: Store) {
  // from a file, in a sandboxed frame and over plain http there is none
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  try {
    const registration = await navigator.serviceWorker.register(new URL("sw.js", document.baseURI));
    registration.addEventListener("updatefound", () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => {
        const isNewer = installing.state === "installed" && navigator.serviceWorker.controller;
        if (isNewer) store.set({ message: { kind: "note", text: NEWER } });
      });
    });
  } catch {
    // the page works as before, with a network
  }
}
