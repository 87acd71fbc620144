// What every scenario of the gallery shows first, and what magnifying leaves of it: the interface, wherever it is.
import { expect, test } from "vitest";
import { GALLERY } from "../../../core/gallery";
import { openedAs } from "../../../web/open-scenario";
import { Camera } from "../../../web/view/camera";

/** Pictures of a desktop, a phone and a frame of a lesson [px]. */
const sizes = [
  [872, 400],
  [366, 208],
  [468, 140],
] as const;

test.each(GALLERY.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => {
  const { spec, about } = openedAs(entry.name, entry.description, entry.scenario);
  const { columns, lithiumRows, electrolyteRows } = spec.grid;
  const view = about.camera ?? (about.filaments ? "all" : null);
  for (const [width, height] of sizes) {
    const camera = new Camera();
    camera.resize(width, height);
    camera.fit(columns, lithiumRows + electrolyteRows, lithiumRows, view);
    const place = () => (lithiumRows - camera.top) / camera.height;
    const home = place();
    expect(home).toBeGreaterThan(0.1);
    expect(home).toBeLessThan(0.8);
    // on a desktop voids of micrometres are no bumps
    if (about.layer === "lithium" && width > 800)
      expect(camera.width * spec.grid.h).toBeLessThan(81e-6);
    for (let k = 0; k < 5; k++) camera.zoom(1.5);
    expect(place()).toBeCloseTo(home, 6);
    for (let k = 0; k < 9; k++) camera.zoom(1 / 1.5);
    expect(place()).toBeGreaterThan(0);
    expect(place()).toBeLessThan(1);
  }
});
