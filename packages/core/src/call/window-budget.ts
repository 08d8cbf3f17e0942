/** Limits are per second. */
const windowMs = 1_000;
/**
 * When a request counts as received at the latest, after it was sent. The server counts requests when it receives them,
 * which the client can't know exactly. A longer time means fewer refused calls on a slow network; 40 ms costs at most 4%
 * of the rate.
 */
const latestReceiptMs = 40;

/** A call's turn. It counts from when the server receives the request. */
export interface Turn {
  /** Reports that the request is being sent. */
  sent(): void;
  /** Reports that the call ended. An unused turn no longer counts. */
  over(): void;
}

/** Counts the calls in a sliding window. */
export interface WindowBudget {
  /** When the window has room for another call, in milliseconds of the clock; `null` if that isn't known yet. */
  fullUntilMs(): number | null;
  take(): Turn;
}

/** @param elapsedMs a monotonic clock, in milliseconds. */
export function createWindowBudget(perWindow: number, elapsedMs: () => number): WindowBudget {
  /** When the server received the last calls, as many as fit in a window: a ring buffer in order of time. */
  const receivedMs = new Float64Array(perWindow).fill(Number.NEGATIVE_INFINITY);
  let received = 0;
  /** Turns that the server may not have received yet. */
  let open = 0;
  /** Those that were sent, in that order, with the latest time of arrival. */
  const underWay = new Map<Turn, number>();

  const receive = (atMs: number): void => {
    open--;
    receivedMs[received++ % perWindow] = atMs;
  };
  /** Counts the arrivals up to now. */
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
      // There is room once the call that many calls ago has left the window.
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
