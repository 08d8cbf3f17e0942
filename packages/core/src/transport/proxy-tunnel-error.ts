/** A proxy opened no tunnel, for a reason other than a status: see the cause. */
export class ProxyTunnelError extends Error {
  // Recognised by its name, so that whoever explains it doesn't load what opens tunnels.
  override readonly name = "ProxyTunnelError";

  constructor(cause: unknown) {
    super("the proxy gave no tunnel", { cause });
  }
}
