import type { HostRole } from "./fault-script.ts";

/** A request that reached the emulator. */
export interface RecordedChatRequest {
  /** Service and command, such as `ConfigSvc/GetIPList`; the path as it came where it is no command's. */
  readonly command: string;
  /** The query as it came, the UserSig included: this is a test's evidence, so never log it. The last one of a name counts. */
  readonly query: Readonly<Record<string, string>>;
  readonly method: string;
  readonly body: string;
  readonly host: HostRole;
  /** The connection that it came on, counted from 1: equal numbers show that a connection was kept alive. */
  readonly connection: number;
  /** The `ErrorCode` that was sent, 0 for success; null while there is none, and where a fault took its place. */
  readonly answeredCode: number | null;
  /** When it came, by the emulator's `now`: milliseconds since 1970. */
  readonly at: number;
}
