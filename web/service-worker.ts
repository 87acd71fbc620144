// The page without a network: after the first load everything that it is made of is kept, and a newer page takes the place of the
// older one only when no tab shows that any more, or when somebody asks for it, so that nothing changes under a hand.
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

/** Every file of the page with what tells its version; written in when the page is built (vite.offline.ts). */
declare const __FILES__: { url: string; revision: string | null }[];

declare const self: ServiceWorkerGlobalScope;

cleanupOutdatedCaches();
precacheAndRoute(__FILES__);
// an address names scenario and entries behind "?", the page is the same
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html")));
self.addEventListener("message", ({ data }) => {
  if (data === "take over") void self.skipWaiting();
});
