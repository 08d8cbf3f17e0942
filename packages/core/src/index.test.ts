import { expect, test } from "vitest";
import * as errorCodes from "./error-codes.ts";
import * as core from "./index.ts";
import * as proxies from "./proxies.ts";

test("exports these names and no others", () => {
  expect(Object.keys(core).sort()).toEqual([
    "ChatApiError",
    "ChatConfigError",
    "ChatError",
    "ChatNetworkError",
    "ChatRateLimitError",
    "ChatResponseError",
    "ChatUserSigError",
    "createChatClient",
    "createRedactor",
    "createUserSigSigner",
    "decodeUserSig",
    "endpointProblem",
    "findRegion",
    "identifierProblem",
    "isKnownEndpoint",
    "isListName",
    "isRegion",
    "listNames",
    "lists",
    "nearestName",
    "regionNames",
    "regions",
    "sdkAppIdProblem",
    "secretKeyProblem",
    "secretKeyWarning",
    "signUserSig",
    "userSigProblem",
    "verifyUserSig",
  ]);
});

test("the other two modules export these", () => {
  expect(Object.keys(errorCodes).sort()).toEqual(["describeErrorCode", "errorCodes"]);
  expect(Object.keys(proxies).sort()).toEqual([
    "createProxyAgent",
    "proxyUrlProblem",
    "readProxyEnvironment",
  ]);
});
