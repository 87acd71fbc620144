export function vectorVersion(): i32 { return 0; }
