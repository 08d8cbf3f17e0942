import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ProxyTunnelError } from "../transport/proxy-tunnel-error.ts";
import type { HttpResult } from "../transport/transport.ts";
import { readOutcome } from "./read-outcome.ts";

const now = { nowMs: Date.UTC(2026, 0, 15), command: "ConfigSvc/GetIPList" };

function answered(part: Partial<Extract<HttpResult, { kind: "answered" }>>): HttpResult {
  const body = Buffer.from('{"ActionStatus":"OK","ErrorCode":0}');
  return {
    kind: "answered",
    status: 200,
    retryAfter: null,
    date: null,
    contentEncoding: null,
    body,
    maxBytes: 1000,
    ...part,
  };
}

function failed(part: {
  sent?: boolean;
  timedOut?: boolean;
  code?: string;
  message?: string;
  error?: Error;
}): HttpResult {
  const { sent = false, timedOut = false, code, message = "failed" } = part;
  const error = part.error ?? Object.assign(new Error(message), code === undefined ? {} : { code });
  return { kind: "failed", sent, timedOut, error };
}

test("reads the API's answer if the status is 200", () => {
  expect(readOutcome(answered({}), now)).toEqual({
    kind: "ok",
    answer: { ActionStatus: "OK", ErrorCode: 0 },
  });
  const body = Buffer.from('{"ErrorCode":60011,"ErrorInfo":"too often"}');
  expect(readOutcome(answered({ body, retryAfter: "2" }), now)).toEqual({
    kind: "api-error",
    code: 60011,
    errorInfo: "too often",
    retryAfterMs: 2000,
    clockAheadMs: null,
    requestId: null,
  });
});

test("lets the groups of get_group_info speak for themselves", () => {
  const body = Buffer.from(
    '{"ActionStatus":"FAIL","ErrorCode":10015,"GroupInfo":[{"ErrorCode":10015}],"RequestId":"r1"}',
  );
  const result = answered({ body });
  expect(readOutcome(result, { ...now, command: "group_open_http_svc/get_group_info" })).toMatchObject({
    kind: "ok",
  });
  expect(readOutcome(result, now)).toMatchObject({ kind: "api-error", code: 10015, requestId: "r1" });
});

test.each([
  ["Thu, 15 Jan 2026 00:00:00 GMT", 0],
  ["Wed, 14 Jan 2026 23:40:00 GMT", 1_200_000],
  ["Thu, 15 Jan 2026 01:00:00 GMT", -3_600_000],
  ["soon", null],
])("compares the clock with the date of an answer (%s)", (date, clockAheadMs) => {
  const body = Buffer.from('{"ErrorCode":70001}');
  expect(readOutcome(answered({ body, date }), now)).toMatchObject({ code: 70001, clockAheadMs });
});

test.each([408, 429, 500, 502, 503, 504, 599])("treats HTTP status %i as a server in trouble", (status) => {
  expect(readOutcome(answered({ status, retryAfter: "3" }), now)).toMatchObject({
    kind: "network-error",
    failure: "status",
    status,
    sent: true,
    lasting: false,
    retryAfterMs: 3000,
  });
});

test.each([301, 302, 303, 307, 308])("refuses the redirect %i", (status) => {
  expect(readOutcome(answered({ status }), now)).toMatchObject({
    kind: "response-error",
    reason: expect.stringContaining("redirect"),
  });
});

test.each([201, 204, 206, 400, 401, 403, 404, 413])("refuses HTTP status %i", (status) => {
  expect(readOutcome(answered({ status }), now)).toMatchObject({
    kind: "response-error",
    reason: expect.stringContaining(String(status)),
  });
});

describe("a compressed answer", () => {
  const body = Buffer.from('{"ActionStatus":"OK","ErrorCode":0}');

  test.each(["", "identity", "Identity", " ", "identity, identity"])(
    "is not one with the encoding %j",
    (contentEncoding) => {
      expect(readOutcome(answered({ contentEncoding }), now)).toMatchObject({ kind: "ok" });
    },
  );

  test.each(["gzip", "x-gzip", "GZIP", "identity, gzip"])("is decompressed (%s)", (contentEncoding) => {
    expect(readOutcome(answered({ contentEncoding, body: gzipSync(body) }), now)).toMatchObject({
      kind: "ok",
    });
  });

  test.each([
    ["br", body, "with br"],
    ["deflate", body, "with deflate"],
    ["zstd", body, "with zstd"],
    ["gzip, br", body, "an unknown encoding"],
    ["<script>", body, "an unknown encoding"],
    ["gzip", body, "damaged"],
    ["gzip", gzipSync(body).subarray(0, 20), "damaged or cut short"],
    ["gzip", gzipSync(Buffer.alloc(1001, " ")), "limit for answers"],
  ])("is refused with a reason (%s)", (contentEncoding, bytes, words) => {
    expect(readOutcome(answered({ contentEncoding, body: bytes }), now)).toMatchObject({
      kind: "response-error",
      reason: expect.stringContaining(words),
    });
  });
});

test("names a network that asks for a login, and doesn't try again", () => {
  expect(readOutcome(answered({ status: 511 }), now)).toMatchObject({
    kind: "network-error",
    failure: "status",
    lasting: true,
    remedy: expect.stringContaining("Log in"),
  });
});

test("compares a date to wait for with the server's clock", () => {
  const part = {
    status: 503,
    retryAfter: "Thu, 15 Jan 2026 02:00:09 GMT",
    date: "Thu, 15 Jan 2026 02:00:00 GMT",
  };
  expect(readOutcome(answered(part), now)).toMatchObject({ retryAfterMs: 9000 });
});

test.each([
  ["headers that are too long", { code: "UND_ERR_HEADERS_OVERFLOW", name: "HeadersOverflowError" }, "16 KiB"],
  ["what is not HTTP", { name: "HTTPParserError" }, "not valid HTTP"],
  [
    "a header that is not valid",
    { name: "HTTPParserError", code: "HPE_INVALID_HEADER_TOKEN" },
    "not valid HTTP",
  ],
])("says what the parser refused: %s", (_what, fields, words) => {
  const error = Object.assign(new Error("refused"), fields);
  expect(readOutcome(failed({ sent: true, error }), now)).toMatchObject({
    kind: "response-error",
    reason: expect.stringContaining(words),
  });
});

test("refuses an answer that is too large", () => {
  expect(readOutcome({ kind: "too-large" }, now)).toMatchObject({
    kind: "response-error",
    reason: expect.stringContaining("limit for answers"),
  });
});

describe("says how the network failed", () => {
  test.each([
    ["a name that does not resolve", { code: "ENOTFOUND" }, "dns"],
    ["a resolver that does not answer", { code: "EAI_AGAIN" }, "dns"],
    ["a refused connection", { code: "ECONNREFUSED" }, "connect"],
    ["a connection that takes too long", { code: "UND_ERR_CONNECT_TIMEOUT" }, "connect"],
    ["a time-out before there was a connection", { timedOut: true }, "connect"],
    ["a certificate for another name", { code: "ERR_TLS_CERT_ALTNAME_INVALID" }, "tls"],
    ["a certificate of nobody's", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "tls"],
    ["a certificate of an unknown CA", { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" }, "tls"],
    ["a certificate of the past", { code: "CERT_HAS_EXPIRED" }, "tls"],
    ["a server that speaks no TLS", { code: "ERR_SSL_WRONG_VERSION_NUMBER" }, "tls"],
    ["a proxy that refuses", { message: "Proxy response (403) !== 200 when HTTP Tunneling" }, "proxy"],
    ["a proxy that hangs up", { error: new ProxyTunnelError(new Error("other side closed")) }, "proxy"],
    ["a time-out", { sent: true, timedOut: true }, "timeout"],
    ["a broken connection", { sent: true, code: "ECONNRESET" }, "reset"],
  ])("%s", (_what, part, failure) => {
    expect(readOutcome(failed(part), now)).toMatchObject({
      kind: "network-error",
      failure,
      sent: "sent" in part,
      lasting: false,
    });
  });

  test("a proxy that wants a password, which it will want every time", () => {
    const outcome = readOutcome(failed({ message: "Proxy response (407) !== 200 when HTTP Tunneling" }), now);
    expect(outcome).toMatchObject({
      failure: "proxy",
      lasting: true,
      remedy: expect.stringContaining("password"),
    });
  });
});
