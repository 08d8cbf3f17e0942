export {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type Fault,
  type RecordedChatRequest,
} from "./emulator.ts";
export { type ListName, type Lists, listNames } from "./lists.ts";
export { sampleLists } from "./sample-lists.ts";
