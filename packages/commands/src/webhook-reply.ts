/** The three fields that every answer to a webhook has. Chat takes an answer without one of them for a failure. */
export interface WebhookReply {
  /** `"OK"` if you handled the call, `"FAIL"` if not. */
  ActionStatus: "OK" | "FAIL";
  /** 0 lets a before webhook go on. What other codes do depends on the webhook: see its `answerCodes`. */
  ErrorCode: number;
  /** The reason in words. It may be empty, but it has to be there. */
  ErrorInfo: string;
}

/** An element of a message, as webhooks carry it. */
export interface WebhookMsgElement {
  /** `TIMTextElem`, `TIMCustomElem`, `TIMImageElem` and so on. Chat adds new ones, so keep a default branch. */
  MsgType: string;
  /** The content. Its fields depend on `MsgType`: `{ Text }` for a `TIMTextElem`. */
  MsgContent: Record<string, unknown>;
}
