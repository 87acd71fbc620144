// The way to drawing by hand, which is loaded once the first picture moves, or when somebody takes a tool up.
import type { Store } from "../store";
import type { ToolName } from "../view/stroke";
import type { Drawing } from "./drawing";
import type { DrawingKit } from "./drawing-kit";
import type { Tool } from "./tool";

export class DrawingDoor {
  private kit: DrawingKit | undefined;
  private coming: Promise<DrawingKit> | undefined;

  constructor(
    private readonly store: Store,
    private readonly make: () => Promise<DrawingKit>,
  ) {}

  load() {
    void this.open(() => {});
  }

  /** Takes up a tool and gives it the keys; null: lays it down. */
  choose(name: ToolName | null) {
    void this.open((drawing) => drawing.choose(name));
  }

  /** Takes up a tool while the focus stays where it is. */
  pick(name: ToolName | null) {
    void this.open((drawing) => drawing.pick(name));
  }

  undo() {
    void this.open((drawing) => drawing.undo());
  }

  get undoable(): boolean {
    return this.kit?.drawing.undoable ?? false;
  }

  /** The tool of this name, once there is one. */
  tool = (name: ToolName): Tool | undefined => this.kit?.tools[name];

  private async open(act: (drawing: Drawing) => void) {
    if (this.kit) return act(this.kit.drawing);
    this.coming ??= this.make();
    try {
      this.kit = await this.coming;
      act(this.kit.drawing);
    } catch {
      this.coming = undefined;
      const text = "The drawing tools could not be loaded; take one up to try again.";
      this.store.set({ message: { kind: "error", text } });
    }
  }
}
