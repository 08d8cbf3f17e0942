// What a run needs before the rest of it is loaded: the port's errors, the first reads, and nothing that takes long to load.
export { withDigestTrailer } from "./decision/markers.ts";
export { ForgeError, type ForgeFailure, RefusedError } from "./errors.ts";
export type { Message } from "./message.ts";
export { type ReadOptions, type RepositoryState, readRepository } from "./pull-request/read-base.ts";
