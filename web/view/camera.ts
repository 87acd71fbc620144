// Which part of the section the canvas shows, in cells. Keeps the aspect of the canvas; never leaves the section, unless all
// of it is seen: its sides are mirrors, and beyond them the picture goes on as its image. At home it shows what the scenario
// asks for, else it fills the canvas with the interface in sight; a hand that draws begins with all of it.

/** [cells] from the left and from the top of the section; whole numbers are corners of cells. */
export interface Position {
  column: number;
  row: number;
}

export interface Cell {
  column: number;
  row: number;
}

/** Part of the section: its middle, and what is seen of it at least [cells]. */
export interface View extends Position {
  width: number;
  height: number;
}

/** [cells] that are seen at least across the canvas */
const nearest = 8;

export class Camera {
  /** [cells] that are seen */
  left = 0;
  top = 0;
  width = 1;
  height = 1;
  /** [px] of the canvas, as the page lays it out */
  canvasWidth = 1;
  canvasHeight = 1;
  /** Goes up with each change. */
  version = 0;
  /** Nobody has moved it. */
  atHome = true;
  private columns = 1;
  private rows = 1;
  private interfaceRow = 0;
  private view: View | "all" | null = null;

  /** Part of the section lies outside, so that it can be moved. */
  get movable(): boolean {
    return this.width < this.whole - 1e-6;
  }

  /** What somebody has moved it to; null at home. */
  get moved(): View | null {
    const { left, top, width, height } = this;
    return this.atHome ? null : { column: left + width / 2, row: top + height / 2, width, height };
  }

  /** [cells] that one CSS pixel covers */
  get pixel(): number {
    return this.width / this.canvasWidth;
  }

  /** Another section, or another home for the same one: a camera that somebody has moved over it stays. */
  fit(columns: number, rows: number, interfaceRow: number, view: View | "all" | null = null) {
    const stays = !this.atHome && columns === this.columns && rows === this.rows;
    this.columns = columns;
    this.rows = rows;
    this.interfaceRow = interfaceRow;
    this.view = view;
    if (!stays) this.home();
  }

  /** The canvas has another size [px]. */
  resize(width: number, height: number) {
    const [column, row] = [this.left + this.width / 2, this.top + this.height / 2];
    this.canvasWidth = width;
    this.canvasHeight = height;
    if (this.atHome) this.home();
    else this.set(this.width, column, row);
  }

  home() {
    const { view } = this;
    if (view === "all") this.showAll();
    else if (view) {
      const width = Math.min(this.whole, Math.max(view.width, view.height * this.aspect));
      this.set(width, view.column, view.row);
    } else {
      const width = Math.min(this.columns, this.rows * this.aspect);
      // The interface a little above the middle: most fields live in the electrolyte.
      this.set(width, this.columns / 2, this.interfaceRow + 0.08 * (width / this.aspect));
    }
    this.atHome = true;
  }

  showAll() {
    this.set(this.whole, this.columns / 2, this.rows / 2);
  }

  /** Magnifies by `factor` about a point of the canvas (0..1, from the left and the top), else about the interface. */
  zoom(factor: number, x = 0.5, y = this.interfaceShare) {
    const held = this.at(x, y);
    const width = Math.min(this.whole, Math.max(nearest, this.width / factor));
    this.set(width, ...this.centre(held, x, y, width));
  }

  /** Brings a position under a point of the canvas, as far as the section reaches. */
  bring(position: Position, x: number, y: number) {
    this.set(this.width, ...this.centre(position, x, y, this.width));
  }

  /** Moves no further than it takes to see a position. */
  reveal({ column, row }: Position) {
    const beyond = (at: number, start: number, span: number) =>
      Math.min(0, at - start) + Math.max(0, at - start - span);
    const dx = beyond(column, this.left, this.width);
    const dy = beyond(row, this.top, this.height);
    if (dx === 0 && dy === 0) return;
    this.set(this.width, this.left + this.width / 2 + dx, this.top + this.height / 2 + dy);
  }

  /** The position under a point of the canvas; it may lie beside the section. */
  at(x: number, y: number): Position {
    return { column: this.left + x * this.width, row: this.top + y * this.height };
  }

  /** [px] from the left and the top of the canvas */
  toPixels({ column, row }: Position): [number, number] {
    return [(column - this.left) / this.pixel, (row - this.top) / this.pixel];
  }

  /** The cell at a position, or null beside the section. */
  cellAt(position: Position): Cell | null {
    const [column, row] = [Math.floor(position.column), Math.floor(position.row)];
    const inside = column >= 0 && row >= 0 && column < this.columns && row < this.rows;
    return inside ? { column, row } : null;
  }

  /** Where on the canvas the interface is; its middle while the interface is out of sight. */
  private get interfaceShare(): number {
    const share = (this.interfaceRow - this.top) / this.height;
    return share > 0 && share < 1 ? share : 0.5;
  }

  private get aspect(): number {
    return this.canvasWidth / this.canvasHeight;
  }

  /** Width in cells that shows all of the section. */
  private get whole(): number {
    return Math.max(this.columns, this.rows * this.aspect);
  }

  private centre({ column, row }: Position, x: number, y: number, width: number): [number, number] {
    return [column + (0.5 - x) * width, row + ((0.5 - y) * width) / this.aspect];
  }

  private set(width: number, column: number, row: number) {
    this.atHome = false;
    this.version++;
    this.width = width;
    this.height = width / this.aspect;
    this.left = clampCentre(column, this.width, this.columns) - this.width / 2;
    this.top = clampCentre(row, this.height, this.rows) - this.height / 2;
  }
}

function clampCentre(centre: number, span: number, all: number): number {
  return span >= all ? all / 2 : Math.min(all - span / 2, Math.max(span / 2, centre));
}
