// Which part of the section the canvas shows, in cells. Keeps the aspect of the canvas; never leaves
// the section. At home it fills the canvas with the interface in sight, or shows all of it where filaments may
// grow to its other side; reduced, all of it is seen.

export class View {
  left = 0;
  top = 0;
  width = 1;
  height = 1;
  private columns = 1;
  private rows = 1;
  private interfaceRow = 0;
  private aspect = 1;
  private atHome = true;
  private homeIsAll = false;

  /** Part of the section lies outside, so that it can be moved. */
  get movable(): boolean {
    return this.width < this.whole - 1e-6;
  }

  fit(columns: number, rows: number, interfaceRow: number, aspect: number, all = false) {
    const stays = !this.atHome && columns === this.columns && rows === this.rows;
    this.columns = columns;
    this.rows = rows;
    this.interfaceRow = interfaceRow;
    this.aspect = aspect;
    this.homeIsAll = all;
    if (!stays) this.home();
  }

  reshape(aspect: number) {
    const [x, y] = [this.left + this.width / 2, this.top + this.height / 2];
    this.aspect = aspect;
    if (this.atHome) this.home();
    else this.set(this.width, x, y);
  }

  home() {
    if (this.homeIsAll) this.showAll();
    else {
      const width = Math.min(this.columns, this.rows * this.aspect);
      // The interface a little above the middle: most fields live in the electrolyte.
      this.set(width, this.columns / 2, this.interfaceRow + 0.08 * (width / this.aspect));
    }
    this.atHome = true;
  }

  showAll() {
    this.set(this.whole, this.columns / 2, this.rows / 2);
  }

  /** Magnifies by `factor` around a point of the canvas (0..1, from the left and the top). */
  zoom(factor: number, x = 0.5, y = 0.5) {
    const width = Math.min(this.whole, Math.max(8, this.width / factor));
    const [px, py] = [this.left + x * this.width, this.top + y * this.height];
    this.set(width, px + (0.5 - x) * width, py + ((0.5 - y) * width) / this.aspect);
  }

  /** Moves by a share of the canvas. */
  pan(dx: number, dy: number) {
    this.set(this.width, this.left + this.width * (0.5 - dx), this.top + this.height * (0.5 - dy));
  }

  /** Moves no further than it takes to see a point of the section. */
  reveal(x: number, y: number) {
    const beyond = (at: number, start: number, span: number) =>
      Math.min(0, at - start) + Math.max(0, at - start - span);
    const dx = beyond(x, this.left, this.width);
    const dy = beyond(y, this.top, this.height);
    if (dx === 0 && dy === 0) return;
    this.set(this.width, this.left + this.width / 2 + dx, this.top + this.height / 2 + dy);
  }

  /** The cell under a point of the canvas, or null beside the section. */
  cellAt(x: number, y: number): { column: number; row: number } | null {
    const column = Math.floor(this.left + x * this.width);
    const row = Math.floor(this.top + y * this.height);
    const inside = column >= 0 && row >= 0 && column < this.columns && row < this.rows;
    return inside ? { column, row } : null;
  }

  /** Width in cells that shows all of the section. */
  private get whole(): number {
    return Math.max(this.columns, this.rows * this.aspect);
  }

  private set(width: number, x: number, y: number) {
    this.atHome = false;
    this.width = width;
    this.height = width / this.aspect;
    this.left = clampCentre(x, this.width, this.columns) - this.width / 2;
    this.top = clampCentre(y, this.height, this.rows) - this.height / 2;
  }
}

function clampCentre(centre: number, span: number, all: number): number {
  return span >= all ? all / 2 : Math.min(all - span / 2, Math.max(span / 2, centre));
}
