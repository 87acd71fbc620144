/** In place of MessageChannel: what a worker posts to itself, one turn of the event loop each, as in a browser; Node would take a thousand
 * time steps before it looks at what the page says. */
export class MessagesToOneself {
  readonly port1 = { onmessage: () => {} };
  readonly port2 = { postMessage: () => void setImmediate(() => this.port1.onmessage()) };
}
