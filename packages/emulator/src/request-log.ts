import type { HostRole } from "./fault-script.ts";

/** A request that reached the emulator. */
export interface RecordedChatRequest {
  /** Service and command, such as `ConfigSvc/GetIPList`; or the path as it came if it isn't a command's. */
  readonly command: string;
  /** The query as it came, with the UserSig, so don't log it. Of repeated parameters the last one counts. */
  readonly query: Readonly<Record<string, string>>;
  /** The HTTP method. */
  readonly method: string;
  /** The body as it came. */
  readonly body: string;
  /** Which of the two hosts it reached. */
  readonly host: HostRole;
  /** The connection that it came on, counted from 1: equal numbers show that a connection was kept alive. */
  readonly connection: number;
  /** The `ErrorCode` that was sent, 0 for success; null while there is none, and where a fault took its place. */
  readonly answeredCode: number | null;
  /** When it came, by the emulator's `now`: milliseconds since 1970. */
  readonly at: number;
}
