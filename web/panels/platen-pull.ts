// The platen pulled by hand: the tag over the lithium follows the pointer, down for more pressure. What keys do is the dial's.
import type { Store } from "../store";
import type { Dial } from "./dial";
import { isOn } from "./scenario-control";

/** [px] for all of the dial. */
const WAY = 240;

export function platenPull(stage: HTMLElement, store: Store, pressure: Dial) {
  stage.addEventListener("pointerdown", (event) => {
    const tag = (event.target as Element).closest<HTMLElement>(".tag.lithium");
    if (!tag || event.button !== 0 || !isOn(store.value)) return;
    event.preventDefault();
    tag.setPointerCapture(event.pointerId);
    const start = pressure.share;
    const pull = ({ clientY }: PointerEvent) => {
      const way = clientY - event.clientY;
      pressure.slide(start + way / WAY);
      tag.style.translate = `0 ${WAY * (pressure.share - start)}px`;
    };
    const leave = new AbortController();
    const { signal } = leave;
    const end = () => {
      leave.abort();
      tag.style.translate = "";
    };
    tag.addEventListener("pointermove", pull, { signal });
    tag.addEventListener("lostpointercapture", end, { signal });
  });
}
