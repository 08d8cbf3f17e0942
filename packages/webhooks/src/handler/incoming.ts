/** What reading a body came to. */
export type BodyRead =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array | string }
  /** Something before the handler has parsed it. Whole numbers beyond 2^53 are rounded then. */
  | { readonly kind: "parsed"; readonly value: object }
  | { readonly kind: "too-large" }
  /** Something before the handler has read it and kept nothing. */
  | { readonly kind: "consumed" }
  /** The caller hung up. */
  | { readonly kind: "aborted" };

/** A request, as an adapter hands it to the handler. */
export interface IncomingWebhook {
  /** The HTTP method; Chat uses `POST`. */
  readonly method: string;
  /** The raw query, without `?`. */
  readonly query: string;
  /** Address of the peer of the connection. */
  readonly socketAddress: string | undefined;
  /** A header's value; several are joined by commas. */
  header(name: string): string | undefined;
  /** Reads the body. Not called before the call is verified. */
  readBody(limits: { readonly maxBytes: number; readonly signal: AbortSignal }): Promise<BodyRead>;
  /** Called before the response: nothing of the body is wanted that wasn't read. */
  discardBody?(): void;
}

/** The response to send. */
export interface WebhookResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The headers to set. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body: JSON, or a few words if the call was refused. */
  readonly body: string;
  /** Resolves when your handler is done, which may be after the response is due. */
  readonly finished: Promise<void>;
}
