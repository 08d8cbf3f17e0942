import { signWebhook, type WebhookBody } from "../src/index.ts";

/** One app, as the tests know it. */
export const sdkAppId = 1400000000;
export const token = "xxxxyyyy";
/** The time of the vendor's own sample, in milliseconds. */
export const now = 1_669_872_112_000;
/** Sign of the sample: sha256("xxxxyyyy" + "1669872112"). */
export const sampleSign = "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061";

/** A signed query, with parameters replaced, removed (`undefined`) or added. */
export function signedQuery(
  changes: Readonly<Record<string, string | undefined>> = {},
  options: Partial<Parameters<typeof signWebhook>[0]> = {},
): string {
  const query = new URLSearchParams(
    signWebhook({ token, sdkAppId, command: "C2C.CallbackBeforeSendMsg", now, ...options }),
  );
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  return query.toString();
}

/** The body of a one-to-one message. */
export const messageBody: WebhookBody<"C2C.CallbackBeforeSendMsg"> = {
  CallbackCommand: "C2C.CallbackBeforeSendMsg",
  From_Account: "jared",
  To_Account: "jonh",
  MsgSeq: 48374,
  MsgRandom: 2837546,
  MsgTime: 1557481126,
  MsgKey: "48374_2837546_1557481126",
  OnlineOnlyFlag: 1,
  MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "red packet" } }],
  CloudCustomData: "your cloud custom data",
};
