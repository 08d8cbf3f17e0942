import { writeJson } from "./json.ts";

/** What the API says to one request, before a scripted fault changes it. */
export type Answer =
  | { readonly code: 0; readonly fields: object }
  | { readonly code: number; readonly info: string };

/**
 * What the emulator writes as `ErrorInfo`. The codes are the vendor's, but the wording is not, so a client must not depend on it.
 * @see https://www.tencentcloud.com/document/product/1047/34348 (page of 2024-11-11, read 2026-11)
 */
const infoOfCode: ReadonlyMap<number, string> = new Map([
  [60002, "the HTTP request or its URL could not be parsed"],
  [60003, "the request body is not valid JSON"],
  [60004, "the account in the request is wrong"],
  [60006, "the sdkappid is not valid"],
  [60009, "there is no such resource"],
  [60010, "this command needs an account of an app administrator"],
  [60011, "the sdkappid calls this command too often"],
  [60012, "the sdkappid is missing"],
  [70001, "the UserSig has expired"],
  [70002, "the UserSig is empty"],
  [70003, "the UserSig is not valid, it may have been cut short"],
  [70005, "the UserSig is not valid, its content is incomplete"],
  [70009, "the UserSig failed verification, its key may belong to another sdkappid"],
  [70013, "the identifier is not the one in the UserSig"],
  [70014, "the sdkappid is not the one in the UserSig"],
  [70016, "no key was found for the sdkappid"],
  [70020, "the sdkappid was not found"],
  [70107, "the account was not imported"],
  [70402, "a parameter is not valid"],
  [80002, "the content of the message is too long"],
  [10010, "there is no such group"],
  [10021, "the group id is in use"],
]);

/** A refusal. `detail` is added to what the code means. */
export function refuse(code: number, detail?: string): Answer {
  const info = infoOfCode.get(code) ?? `error ${code}`;
  return { code, info: detail === undefined ? info : `${info}: ${detail}` };
}

/** The JSON text of an answer, as the vendor writes it: with `ErrorInfo` only on failure. */
export function answerText(answer: Answer): string {
  return writeJson(
    "fields" in answer
      ? { ActionStatus: "OK", ErrorCode: 0, ...answer.fields }
      : { ActionStatus: "FAIL", ErrorCode: answer.code, ErrorInfo: answer.info },
  );
}
