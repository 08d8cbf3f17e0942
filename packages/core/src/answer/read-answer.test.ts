import { describe, expect, test } from "vitest";
import { readAnswer } from "./read-answer.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("an answer is read", () => {
  test.each([
    ["the vendor's sample", '{"ActionStatus":"OK","ErrorCode":0,"IPList":["127.0.0.2","183.192.202.0/25"]}'],
    ["fields that are not known", '{"ActionStatus":"OK","ErrorCode":0,"RequestId":"Id-7","ErrorDisplay":""}'],
    ["no ActionStatus", '{"ErrorCode":0}'],
    ["an ErrorCode that is text", '{"ActionStatus":"OK","ErrorCode":"0"}'],
    ["a byte order mark and space around", '\ufeff \n{"ErrorCode":0}\r\n '],
    ["an ErrorInfo that is no text, with success", '{"ErrorCode":0,"ErrorInfo":null}'],
  ])("with %s", (_what, text) => {
    const read = readAnswer(bytes(text));
    expect(read).toEqual({ kind: "ok", answer: JSON.parse(text.replace("\ufeff", "")) });
  });
});

describe("a code other than 0 is an error of the API", () => {
  test.each([
    ['{"ActionStatus":"FAIL","ErrorCode":70001,"ErrorInfo":"expired"}', 70001, "expired"],
    ['{"ActionStatus":"FAIL","ErrorCode":"70001","ErrorInfo":"expired"}', 70001, "expired"],
    ['{"ActionStatus":"OK","ErrorCode":60011}', 60011, ""],
    ['{"ErrorCode":-1,"ErrorInfo":7}', -1, ""],
    ['{"ErrorCode":60011,"IPList":["1.2.3.4"]}', 60011, ""],
  ])("%s", (text, code, errorInfo) => {
    expect(readAnswer(bytes(text))).toMatchObject({ kind: "api-error", code, errorInfo });
  });
});

describe("refuses an answer, and says why:", () => {
  test.each([
    ["", "empty"],
    [" \n", "empty"],
    ["<html><body>502</body></html>", "HTML"],
    ["  <!DOCTYPE html>", "HTML"],
    ['{"ActionStatus":"OK","ErrorCode":0,"IPLi', "cut short"],
    ["OK", "not JSON"],
    ["{'ErrorCode':0}", "not JSON"],
    ["null", "not an object"],
    ['["ErrorCode"]', "not an object"],
    ['"ErrorCode"', "not an object"],
    ["0", "not an object"],
    ["{}", "no ErrorCode"],
    ['{"ActionStatus":"OK"}', "no ErrorCode"],
    ['{"errorcode":0}', "no ErrorCode"],
    ['{"ErrorCode":null}', "not a whole number"],
    ['{"ErrorCode":""}', "not a whole number"],
    ['{"ErrorCode":"0x0"}', "not a whole number"],
    ['{"ErrorCode":0.5}', "not a whole number"],
    ['{"ErrorCode":1e400}', "not a whole number"],
    ['{"ErrorCode":[0]}', "not a whole number"],
    ['{"ErrorCode":false}', "not a whole number"],
    ['{"__proto__":{"ErrorCode":0}}', "no ErrorCode"],
    ['{"ActionStatus":"FAIL","ErrorCode":0}', "not OK"],
    ['{"ActionStatus":null,"ErrorCode":0}', "not OK"],
  ])("%s", (text, words) => {
    expect(readAnswer(bytes(text))).toEqual({
      kind: "not-understood",
      reason: expect.stringContaining(words),
    });
  });

  test("when it is not UTF-8", () => {
    const latin1 = Buffer.from('{"ErrorCode":0,"ErrorInfo":"é"}', "latin1");
    expect(readAnswer(latin1)).toMatchObject({ kind: "not-understood", reason: "it is not UTF-8" });
  });

  test("when it is nested deeper than any stack", () => {
    const deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
    expect(readAnswer(bytes(`{"ErrorCode":0,"IPList":${deep}}`)).kind).not.toBe("api-error");
    expect(readAnswer(bytes(deep))).toMatchObject({ kind: "not-understood" });
  });
});
