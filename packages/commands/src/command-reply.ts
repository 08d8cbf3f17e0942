/** What every answer of the API has. HTTP says 200 even if the command failed. */
export interface CommandReply {
  /** `OK` if it worked. */
  ActionStatus: "OK" | "FAIL";
  /** 0 if it worked. In get_group_info each group has a code of its own instead. */
  ErrorCode: number;
  /** The reason in words. Often absent if it worked. */
  ErrorInfo?: string;
  /** A text that some services add. */
  ErrorDisplay?: string;
  /** The call's id, which some services add. Quote it to the vendor's support. */
  RequestId?: string;
}

/** The body of a command that takes no fields. Chat refuses an empty body, so send `{}`. */
export type EmptyBody = Record<string, never>;

/** The body of a command whose fields aren't known. */
export type UnknownBody = Record<string, unknown>;
