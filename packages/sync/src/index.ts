export type { BranchPlan, CommitPlan } from "./decision/commit-plan.ts";
export { digestOfCommit, withDigestTrailer } from "./decision/markers.ts";
export { createAskList } from "./lists/ask-list.ts";
export { type CollectBase, createListCollector, type ListCollector } from "./lists/collect-lists.ts";
export { compareList } from "./lists/compare-list.ts";
export type { ComparedList } from "./lists/compared-list.ts";
export { guardList, type Verdict } from "./lists/guard-list.ts";
export { fileNamesOfList, listFilePath, renderListFile } from "./lists/list-files.ts";
export type { ListSettings, ListTask } from "./lists/list-settings.ts";
export type { AdjustedEntry, ListFailure, LiveList } from "./lists/live-list.ts";
export { type Message, plainText } from "./message.ts";
export type * from "./ports.ts";
export type { PullRequestSettings } from "./pull-request/settings.ts";
export { type Draft, foldersOf, type RunOptions, run } from "./run.ts";
export type {
  FailedList,
  ListOutcome,
  LoadedList,
  Operation,
  Progress,
  PullRequestOutcome,
  RunContext,
  RunOutcome,
} from "./run-outcome.ts";
