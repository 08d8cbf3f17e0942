export type { IPList, RefusedEntry } from "./answer/read-ip-list.ts";
export type { AttemptReport, OnAttempt } from "./call/attempt-report.ts";
export type { Query } from "./call/request-path.ts";
export type { CallOptions, GetIPListOptions, PagesOptions, RequestOptions } from "./call-options.ts";
export { type ChatClient, createChatClient } from "./chat-client.ts";
export type {
  ChatClientOptions,
  ClientBaseOptions,
  Credentials,
  Destination,
  RateLimit,
} from "./client-options.ts";
export type { Clock } from "./clock.ts";
export {
  identifierProblem,
  sdkAppIdProblem,
  secretKeyProblem,
  secretKeyWarning,
  userSigProblem,
} from "./credentials.ts";
export { endpointProblem, isKnownEndpoint } from "./endpoint.ts";
export {
  ChatApiError,
  ChatConfigError,
  ChatError,
  ChatNetworkError,
  ChatRateLimitError,
  ChatResponseError,
  type ErrorCategory,
  type NetworkFailureKind,
} from "./errors.ts";
export { type FindRegionOptions, type FoundRegion, findRegion, type RegionAnswer } from "./find-region.ts";
export { isListName, type ListDescription, type ListName, listNames, lists } from "./lists.ts";
export type { Logger } from "./logger.ts";
export { nearestName } from "./nearest-name.ts";
export { createRedactor, type Redactor } from "./redact/redactor.ts";
export { isRegion, type Region, type RegionHosts, regionNames, regions } from "./regions.ts";
export type {
  ReadCommandPages,
  RequestArguments,
  RequestCommand,
  RequestCommandWithDetails,
  RequestDetails,
  UnknownAnswer,
  UnknownCommand,
} from "./request-types.ts";
export type { ProxyEnvironment } from "./transport/read-proxy-environment.ts";
export type { AppInfo } from "./user-agent.ts";
export { type DecodedUserSig, decodeUserSig } from "./user-sig/decode-user-sig.ts";
export { type SignUserSigOptions, signUserSig } from "./user-sig/sign-user-sig.ts";
export { ChatUserSigError } from "./user-sig/user-sig-error.ts";
export { createUserSigSigner, type UserSigSigner } from "./user-sig/user-sig-signer.ts";
export { type UserSigVerdict, type VerifyUserSigOptions, verifyUserSig } from "./user-sig/verify-user-sig.ts";
