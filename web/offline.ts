// Keeps the page for when there is no network, says when a newer one has come, and takes it when asked to: the run goes on from the
// same time step, as after any reload.
import type { Session } from "./session";
import { ownProgram } from "./start-worker";
import type { Store } from "./store";

const NEWER =
  "A newer version of this page is ready. Reload to have it now: the run goes on from the same time step.";
const BESIDE =
  "Another tab has taken a newer version of this page. Reload to have it here too, as parts of this one may be gone: the run goes on from the same time step.";

export async function keepPage(store: Store, session: Session) {
  // from a file, in a sandboxed frame and over plain http there is none
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const { serviceWorker } = navigator;
  try {
    const registration = await serviceWorker.register(
      ownProgram(new URL("sw.js", document.baseURI).href),
    );
    const { taken, offer } = newerPage(store, session, registration);
    serviceWorker.addEventListener("controllerchange", taken);
    const follow = () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed" && serviceWorker.controller) offer();
      });
    };
    // what has come before, or is on its way
    if (registration.waiting && serviceWorker.controller) offer();
    follow();
    registration.addEventListener("updatefound", follow);
  } catch {
    // the page works as before, with a network
  }
}

/** What to do when a newer page has come, and when it has taken the place of this one. */
function newerPage(store: Store, session: Session, registration: ServiceWorkerRegistration) {
  let isAsked = false;
  const say = (text: string, label: string, go: () => Promise<void>) =>
    store.set({ message: { kind: "note", text, act: { label, go } } });
  const take = async () => {
    isAsked = true;
    registration.waiting?.postMessage("take over");
  };
  const reload = async () => {
    await session.keepForReload();
    location.reload();
  };
  return {
    offer: () => say(NEWER, "Reload now", take),
    taken: () => {
      if (isAsked) void reload();
      else say(BESIDE, "Reload", reload);
    },
  };
}
