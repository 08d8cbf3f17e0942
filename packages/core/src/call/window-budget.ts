/** The second that a limit is about. */
const windowMs = 1_000;
/**
 * How long after it was sent a request is taken to be received at the latest. The server counts when it receives, which
 * is unknown here; known is that it was before the answer came. The longer this is, the fewer calls are refused on a bad
 * line; 40 costs 4 % of the rate where answers take longer than that, and less where they don't.
 */
const latestReceiptMs = 40;

/** A call's turn. It counts from when the server has received it, and not from when it was given. */
export interface Turn {
  /** Says that there is a connection and the request goes out. */
  sent(): void;
  /** Says that the call is over. A turn that was not used counts no longer. */
  over(): void;
}

/** How many calls a window may hold, and holds. */
export interface WindowBudget {
  /** Until when the window has no room for another call, in milliseconds of the clock; past when it has, `null` when that is unknown. */
  fullUntilMs(): number | null;
  take(): Turn;
}

/** @param elapsedMs a clock that never goes back, in milliseconds. */
export function createWindowBudget(perWindow: number, elapsedMs: () => number): WindowBudget {
  /** When the server had received the last calls, as many as a window may hold; a ring, in the order of time. */
  const receivedMs = new Float64Array(perWindow).fill(Number.NEGATIVE_INFINITY);
  let received = 0;
  /** Turns whose receipt is in the future or unknown: not sent yet, or sent a moment ago. */
  let open = 0;
  /** Those of them that were sent, in that order, with the latest time of their receipt. */
  const underWay = new Map<Turn, number>();

  const receive = (atMs: number): void => {
    open--;
    receivedMs[received++ % perWindow] = atMs;
  };
  /** Takes note of the receipts up to now. */
  const settle = (nowMs: number): void => {
    for (const [turn, latestMs] of underWay) {
      if (latestMs > nowMs) return;
      underWay.delete(turn);
      receive(latestMs);
    }
  };

  return {
    fullUntilMs() {
      settle(elapsedMs());
      // There is room when the call that came this many calls ago has left the window.
      return open >= perWindow ? null : (receivedMs[(received + open) % perWindow] ?? 0) + windowMs;
    },
    take() {
      open++;
      let used = false;
      let ended = false;
      const turn: Turn = {
        sent() {
          if (used || ended) return;
          used = true;
          underWay.set(turn, elapsedMs() + latestReceiptMs);
        },
        over() {
          if (ended) return;
          ended = true;
          const nowMs = elapsedMs();
          settle(nowMs);
          if (underWay.delete(turn)) receive(nowMs);
          else if (!used) open--;
        },
      };
      return turn;
    },
  };
}
