// Events whose first time an ensemble tells.

export const EVENTS = ["filament-started", "short", "contact-lost"] as const;
