export function scalarVersion(): i32 { return 0; }
