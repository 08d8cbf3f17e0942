import type { Socket } from "node:net";
import type { buildConnector } from "undici";

/** How an interim answer "100 Continue" starts. */
const start = "HTTP/1.1 100";
const statusAt = "HTTP/1.1 ".length;
const end = "\r\n\r\n";
/** More than any server sends; what is longer is passed on, and refused there. */
const maxHeldBytes = 16_384;

/**
 * Makes connections on which "100 Continue" is skipped. A client must accept it even if it didn't ask for it, but undici
 * refuses it and closes the connection.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.2
 */
export function skippingContinue(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]: buildConnector.CallbackArgs) => {
      if (error) {
        callback(error, null);
        return;
      }
      skipContinue(socket);
      callback(null, socket);
    });
}

/** undici takes what arrives by `read()`, so that is where it is left out. */
function skipContinue(socket: Socket): void {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  let held: Buffer = Buffer.alloc(0);
  socket.read = (size?: number): Buffer | null => {
    for (;;) {
      const chunk = read(size);
      if (chunk === null) return null;
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      held = withoutContinue(held);
      if (held.length > 0 && (held.length > maxHeldBytes || !mayBeContinue(held))) {
        const passed = held;
        held = Buffer.alloc(0);
        return passed;
      }
    }
  };
}

function withoutContinue(bytes: Buffer): Buffer {
  let rest = bytes;
  while (rest.length >= start.length && mayBeContinue(rest)) {
    const at = rest.indexOf(end);
    if (at === -1) return rest;
    rest = rest.subarray(at + end.length);
  }
  return rest;
}

/** Whether these bytes are the start of one, or of its first line. */
function mayBeContinue(bytes: Buffer): boolean {
  // Almost all that arrives: the status doesn't start with a 1.
  if (bytes.length > statusAt && bytes[statusAt] !== 0x31) return false;
  const head = bytes.toString("latin1", 0, start.length).replace("HTTP/1.0", "HTTP/1.1");
  return head === start
    ? !/\d/.test(bytes.toString("latin1", start.length, start.length + 1))
    : start.startsWith(head);
}
