import { describe, expect, test } from "vitest";
import { commandProblem, queryProblems, requestPath } from "./request-path.ts";

const parts = {
  basePath: "",
  command: "ConfigSvc/GetIPList",
  sdkAppId: 1_400_000_000,
  identifier: "administrator",
  userSig: "eJw*-_",
  random: 4_294_967_295,
  query: { nettype: 5 },
};

test("has the parameters of the API by their names, in the vendor's order", () => {
  expect(requestPath(parts)).toBe(
    "/v4/ConfigSvc/GetIPList?sdkappid=1400000000&identifier=administrator&usersig=eJw*-_&random=4294967295&contenttype=json&nettype=5",
  );
});

test("escapes what is not ASCII or has a meaning in a URL, and begins with the endpoint's path", () => {
  const path = requestPath({ ...parts, basePath: "/chat", identifier: "用户-é", query: { a: "&b=c d#" } });
  const url = new URL(path, "https://main.example");
  expect(url.pathname).toBe("/chat/v4/ConfigSvc/GetIPList");
  expect(url.searchParams.get("identifier")).toBe("用户-é");
  expect(url.searchParams.get("a")).toBe("&b=c d#");
  expect(path).toMatch(/^[!-~]+$/);
});

describe("a command", () => {
  test.each(["ConfigSvc/GetIPList", "im_open_login_svc/account_check", "openim/sendmsg"])(
    "may be %s",
    (command) => {
      expect(commandProblem(command)).toBeNull();
    },
  );

  test.each([
    "",
    "GetIPList",
    "v4/ConfigSvc/GetIPList",
    "a/b?c=d",
    "../b",
    "a/..",
    "a/b\r\n",
    "a/%2e",
    "a/",
    7,
    undefined,
  ])("must not be %j", (command) => {
    expect(commandProblem(command)).toContain("service/name");
  });
});

describe("a query", () => {
  test.each([[{}], [{ nettype: 0 }], [{ a: "x", "b.c-d_e": 1.5 }]])("may be %j", (query) => {
    expect(queryProblems(query)).toEqual([]);
  });

  test.each([
    [null, "an object"],
    [[], "an object"],
    ["a=b", "an object"],
    [{ usersig: "x" }, "must not contain usersig"],
    [{ UserSig: "x" }, "must not contain UserSig"],
    [{ random: 1 }, "must not contain random"],
    [{ "a&b": 1 }, "name"],
    [{ "": 1 }, "name"],
    [{ a: Number.NaN }, "a must be a string or a finite number"],
    [{ a: undefined }, "a must be a string or a finite number"],
    [{ a: {} }, "a must be a string or a finite number"],
    [{ timeoutMs: 5000 }, "timeoutMs: options of a call come after the query"],
    [{ signal: AbortSignal.abort() }, "signal: options of a call come after the query"],
    [{ a: "\ud800" }, "a must be a string or a finite number"],
  ])("must not be %j", (query, words) => {
    expect(queryProblems(query)).toEqual([expect.stringContaining(words)]);
  });
});
