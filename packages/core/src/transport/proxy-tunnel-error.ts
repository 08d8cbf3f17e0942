/** A proxy opened no tunnel, for a reason other than a status: see the cause. */
export class ProxyTunnelError extends Error {
  constructor(cause: unknown) {
    super("the proxy gave no tunnel", { cause });
  }
}
