type Log = (message: string, fields: object) => void;

/** What a client logs to; `console` is one, and so is pino with the arguments swapped. Missing methods are skipped. */
export interface Logger {
  /** Every request that succeeded. */
  readonly debug?: Log | undefined;
  /** Nothing yet. */
  readonly info?: Log | undefined;
  /** A request that failed and is sent again. */
  readonly warn?: Log | undefined;
  /** A call that failed. */
  readonly error?: Log | undefined;
}
