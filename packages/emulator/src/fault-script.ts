/** Which of the emulator's two listeners: the region's host, or its backup host. */
export type HostRole = "main" | "backup";

/**
 * Something that goes wrong with the n-th request from now on (1 is the next), or with every request. With `netType`, `command`,
 * `host` or `sdkAppId` it affects, and counts, only such requests. If several faults hit one request, their delays add up, and of
 * the others the one that was added first happens.
 */
export type Fault = {
  /** Which request it happens to, counted from 1, or every one. */
  readonly nth: number | "every";
  /** Only requests for the list with this `nettype`. */
  readonly netType?: number;
  /** Service and command, such as `ConfigSvc/GetIPList`. */
  readonly command?: string;
  /** Only requests to this host. */
  readonly host?: HostRole;
  /** The app that calls. */
  readonly sdkAppId?: number;
} & FaultKind;

/** What goes wrong. */
export type FaultKind =
  /** The answer is right and comes late. */
  | { readonly kind: "delay"; readonly ms: number }
  /** An HTTP status, with a short HTML page unless `body` is given. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Half of the right answer, then the connection closes. */
  | { readonly kind: "truncate" }
  /** Half of the right answer, then silence on an open connection. */
  | { readonly kind: "stall" }
  /** HTTP 200 with a body of the test's own; `contentType` is `application/json` by default. */
  | { readonly kind: "body"; readonly body: string; readonly contentType?: string }
  /** A code of the API, with `info` as its `ErrorInfo`. */
  | { readonly kind: "code"; readonly code: number; readonly info?: string }
  /** The connection is reset (TCP RST) without an answer. */
  | { readonly kind: "reset" };

/** What a fault can look at when it decides whether a request is its own. */
export interface FaultTarget {
  readonly netType: string | null;
  readonly command: string;
  readonly host: HostRole;
  readonly sdkAppId: string | null;
}

/** The faults that are still to happen. */
export interface FaultScript {
  /** @throws {RangeError} when `nth` is neither a whole number from 1 nor "every", or `status` isn't a final HTTP status. */
  add(fault: Fault): void;
  clear(): void;
  /** The faults that fall on this request, in the order in which they were added. Counts the request for all others. */
  take(target: FaultTarget): readonly Fault[];
}

/** An empty fault script. */
export function createFaultScript(): FaultScript {
  let waiting: { readonly fault: Fault; remaining: number }[] = [];
  return {
    add(fault) {
      const { nth } = fault;
      if (nth !== "every" && (!Number.isSafeInteger(nth) || nth < 1)) {
        throw new RangeError(
          `A fault's nth must be a whole number from 1, or "every"; it is ${String(nth)}.`,
        );
      }
      if (fault.kind === "status" && !(fault.status >= 200 && fault.status <= 599)) {
        throw new RangeError(`A fault's status must be from 200 to 599; it is ${String(fault.status)}.`);
      }
      waiting.push({ fault, remaining: nth === "every" ? 1 : nth });
    },
    clear() {
      waiting = [];
    },
    take(target) {
      const due = waiting.filter(({ fault }) => concerns(fault, target)).filter(isDue);
      waiting = waiting.filter((entry) => entry.fault.nth === "every" || !due.includes(entry));
      return due.map(({ fault }) => fault);
    },
  };
}

function isDue(entry: { readonly fault: Fault; remaining: number }): boolean {
  if (entry.fault.nth !== "every") entry.remaining -= 1;
  return entry.fault.nth === "every" || entry.remaining === 0;
}

function concerns(fault: Fault, target: FaultTarget): boolean {
  return (
    (fault.netType === undefined || String(fault.netType) === target.netType) &&
    (fault.command === undefined || fault.command === target.command) &&
    (fault.host === undefined || fault.host === target.host) &&
    (fault.sdkAppId === undefined || String(fault.sdkAppId) === target.sdkAppId)
  );
}
