// Magnifying and moving the picture by buttons, by wheel with Ctrl (or pinch), by dragging.
import { part } from "../ui/dom";
import type { Section } from "./section";

export function navigate(section: Section | null) {
  if (!section) return;
  const canvas = part<HTMLCanvasElement>("section");
  let away = false;
  const change = (act: () => void, leaves = true) => {
    act();
    away = leaves;
    // At home the page scrolls below a finger; magnified, the picture moves instead.
    canvas.classList.toggle("away", away);
    section.redraw();
  };
  part("closer").onclick = () => change(() => section.view.zoom(1.6));
  part("farther").onclick = () => change(() => section.view.zoom(1 / 1.6));
  part("fit").onclick = () => change(() => section.view.home(), false);

  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = canvas.getBoundingClientRect();
      const [x, y] = [
        (event.clientX - box.left) / box.width,
        (event.clientY - box.top) / box.height,
      ];
      change(() => section.view.zoom(Math.exp(-event.deltaY * 0.01), x, y));
    },
    { passive: false },
  );
  canvas.addEventListener("dblclick", (event) => {
    const box = canvas.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    if (away) change(() => section.view.home(), false);
    else change(() => section.view.zoom(3, x, y));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons !== 1 || !section.view.movable || (event.pointerType === "touch" && !away))
      return;
    canvas.setPointerCapture(event.pointerId);
    change(() =>
      section.view.pan(event.movementX / canvas.clientWidth, event.movementY / canvas.clientHeight),
    );
  });
}
