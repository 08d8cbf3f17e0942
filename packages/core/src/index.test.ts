import { expect, test } from "vitest";
import * as core from "./index.ts";

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
    "createProxyAgent",
    "createRedactor",
    "createUserSigSigner",
    "decodeUserSig",
    "describeErrorCode",
    "endpointProblem",
    "errorCodes",
    "findRegion",
    "identifierProblem",
    "isKnownEndpoint",
    "isListName",
    "isRegion",
    "listNames",
    "lists",
    "proxyUrlProblem",
    "readProxyEnvironment",
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
