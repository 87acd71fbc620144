// A choice of on or off that this browser keeps.

export class Setting {
  private chosen: boolean;

  constructor(
    private readonly name: string,
    byDefault: boolean,
  ) {
    this.chosen = kept(name) ?? byDefault;
  }

  get on(): boolean {
    return this.chosen;
  }

  set on(on: boolean) {
    this.chosen = on;
    try {
      localStorage.setItem(`voidscope.${this.name}`, on ? "on" : "off");
    } catch {
      // a browser that stores nothing keeps it for this visit
    }
  }
}

function kept(name: string): boolean | undefined {
  try {
    return { on: true, off: false }[localStorage.getItem(`voidscope.${name}`) ?? ""];
  } catch {
    return undefined;
  }
}
