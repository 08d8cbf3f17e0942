import { errorCodes } from "@chat-ip/core/error-codes";
import { expect, it } from "vitest";
import { apiFailure } from "../../test/build-outcome.ts";
import { wordsOf } from "./words-of.ts";
import { chineseErrorCode } from "./zh-cn/error-codes.ts";

it("has Chinese words for every error code of the API", () => {
  expect(errorCodes.filter(({ code }) => chineseErrorCode(code) === null)).toEqual([]);
});

it("says in Chinese what to do about an error code, and quotes the server", () => {
  const failure = apiFailure(
    70009,
    { what: "The key is wrong (70009).", remedy: "Copy it." },
    { errorInfo: "sdkappid not match", attempts: 2 },
  );
  const { what, remedy } = wordsOf("zh-CN").failure(failure);
  expect(what).toBe(
    "API 错误码 70009，密钥与 SDKAppID 不匹配，或地域错误（adminapisgp.im.qcloud.com，共尝试 2 次）。服务端的说明：“sdkappid not match”。",
  );
  expect(remedy).toBe("请从控制台重新复制密钥；如密钥正确，请检查 region。");
});

it("has something to say about a code that the table doesn't have", () => {
  expect(wordsOf("zh-CN").failure(apiFailure(12_345, { what: "No.", remedy: "Ask." }))).toEqual({
    what: "API 错误码 12345（adminapisgp.im.qcloud.com）。",
    remedy: "请在腾讯云的错误码文档中查询该错误码。",
  });
});
