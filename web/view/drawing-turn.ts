// Whether the graphics card is through with the last picture. A browser that is given more than it can draw stops the page until it
// has caught up; a page that looks first stays quick, and misses only pictures that nobody would have seen.

/** [ms] after which a card that says nothing is not waited for */
const patience = 2000;

export class DrawingTurn {
  private fence: WebGLSync | null = null;
  private since = 0;

  constructor(private readonly gl: WebGL2RenderingContext) {}

  /** Nothing of what was given before is left to draw. */
  free(now: number): boolean {
    const { gl, fence } = this;
    if (!fence || gl.isContextLost() || now - this.since > patience) return true;
    return gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED;
  }

  /** The card has been taken away and is back. */
  forget() {
    this.fence = null;
  }

  /** A picture has been given to the card. */
  take(now: number) {
    const { gl } = this;
    if (this.fence) gl.deleteSync(this.fence);
    this.fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    this.since = now;
    gl.flush();
  }
}
