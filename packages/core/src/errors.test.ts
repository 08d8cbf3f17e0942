import { inspect } from "node:util";
import { expect, test } from "vitest";
import {
  ChatApiError,
  ChatConfigError,
  ChatError,
  ChatNetworkError,
  ChatRateLimitError,
  ChatResponseError,
} from "./errors.ts";
import { ChatUserSigError } from "./user-sig/user-sig-error.ts";

const failure = {
  command: "ConfigSvc/GetIPList",
  host: "console.tim.qq.com",
  attempts: 2,
  remedy: "Do this.",
};
const api = {
  code: 70020,
  meaning: "the SDKAppID was not found",
  errorInfo: 'no "app"',
  category: "not-found",
} as const;
const network = { kind: "timeout", why: "timed out waiting for the answer", status: null } as const;

const errors = {
  ChatConfigError: new ChatConfigError(["a is wrong", "b is wrong"]),
  ChatUserSigError: new ChatUserSigError("it is not JSON"),
  ChatApiError: new ChatApiError(api, failure),
  ChatNetworkError: new ChatNetworkError(network, failure),
  ChatResponseError: new ChatResponseError("it is HTML", failure),
  ChatRateLimitError: new ChatRateLimitError("openim/sendmsg"),
};

test.each(Object.entries(errors))("%s is a ChatError under its own name, in its stack too", (name, error) => {
  expect(error).toBeInstanceOf(ChatError);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe(name);
  expect(error.stack).toMatch(new RegExp(`^${name}: `));
  expect(inspect(error)).toMatch(new RegExp(`^${name}: `));
  expect(Object.keys(error)).not.toContain("name");
});

test.each([
  ["ChatApiError", 'code 70020, the SDKAppID was not found (the server says "no \\"app\\"")'],
  ["ChatNetworkError", "timed out waiting for the answer"],
  ["ChatResponseError", "the answer can't be used: it is HTML"],
] as const)("%s says what failed, where, why, and what to do", (name, why) => {
  expect(errors[name].message).toBe(
    `ConfigSvc/GetIPList failed on console.tim.qq.com after 2 attempts: ${why}. Do this.`,
  );
});

test("a configuration error that ends with a question has one mark", () => {
  const { what } = new ChatConfigError(['list must be one of all; did you mean "all"?']);
  expect(what).toBe('Invalid input: list must be one of all; did you mean "all"?');
});

test("a configuration error names all problems", () => {
  expect(errors.ChatConfigError.problems).toEqual(["a is wrong", "b is wrong"]);
  expect(errors.ChatConfigError.message).toBe(
    "Invalid input (2 problems): a is wrong; b is wrong. Correct the input and try again.",
  );
});

test("an error becomes JSON with its fields and its causes", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const error = new ChatNetworkError(
    { kind: "proxy", why: "the proxy hung up", status: null },
    { ...failure, cause: new Error("no tunnel", { cause: refused }) },
  );
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "ChatNetworkError",
    message: error.message,
    what: error.what,
    remedy: "Do this.",
    command: "ConfigSvc/GetIPList",
    host: "console.tim.qq.com",
    attempts: 2,
    requestId: null,
    category: "network",
    kind: "proxy",
    status: null,
    cause: {
      name: "Error",
      message: "no tunnel",
      cause: { name: "Error", message: "connect ECONNREFUSED", code: "ECONNREFUSED" },
    },
  });
});

test.each([
  ["ChatConfigError", "parameter"],
  ["ChatUserSigError", "auth"],
  ["ChatNetworkError", "network"],
  ["ChatResponseError", "server"],
  ["ChatRateLimitError", "limit"],
  ["ChatApiError", "not-found"],
] as const)("%s has the category %s", (name, category) => {
  expect(errors[name].category).toBe(category);
});
