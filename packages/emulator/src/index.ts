export { createEmulator, type Emulator } from "./emulator.ts";
export type { EmulatorOptions } from "./emulator-options.ts";
export { EmulatorOptionsError } from "./errors.ts";
export type { Fault, FaultKind, HostRole } from "./fault-script.ts";
export { type ListName, type Lists, listNames } from "./lists.ts";
export type { Region } from "./regions.ts";
export type { RecordedChatRequest } from "./request-log.ts";
export { type SampleDay, sampleLists } from "./sample-lists.ts";
