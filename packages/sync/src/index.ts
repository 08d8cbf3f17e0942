export type { BranchPlan, CommitPlan } from "./decision/commit-plan.ts";
export { digestOfCommit, withDigestTrailer } from "./decision/markers.ts";
export type { ForgeMessage, GivenUp, NoAnswer, Purpose, RequestFailed } from "./forge-message.ts";
export { createAskList } from "./lists/ask-list.ts";
export { type CollectBase, createListCollector, type ListCollector } from "./lists/collect-lists.ts";
export { compareList } from "./lists/compare-list.ts";
export type { ComparedList } from "./lists/compared-list.ts";
export { gradeOf } from "./lists/grade.ts";
export type { FamilyName, Grade, Graded, ListPrefixes, ListShare, Reason } from "./lists/graded.ts";
export { guardList, type Verdict } from "./lists/guard-list.ts";
export { limitAsks } from "./lists/limit-asks.ts";
export { fileNamesOfList, listFilePath, renderListFile } from "./lists/list-files.ts";
export type { ListKey } from "./lists/list-key.ts";
export type { FailedList, ListOutcome, LoadedList } from "./lists/list-outcome.ts";
export type { ListSettings, ListTask } from "./lists/list-settings.ts";
export type { AdjustedEntry, ListFailure, LiveList } from "./lists/live-list.ts";
export { type RoutineLimits, routineLimits } from "./lists/routine-limits.ts";
export type { Missed, WaitingRemoval } from "./lists/wait-removals.ts";
export {
  emptyMemory,
  isSameMemory,
  nextMemory,
  readMemory,
  renderMemory,
  type WaitingMemory,
} from "./lists/waiting-memory.ts";
export type { AddedKind, EntryType, Message, OptionalStep } from "./message.ts";
export type { MovedReason } from "./moved-reason.ts";
export type { AskList } from "./ports/ask-list.ts";
export type { Clock } from "./ports/clock.ts";
export type { CommittedFiles, Entry, Folder } from "./ports/committed-files.ts";
export type {
  Forge,
  MergeResult,
  Moved,
  NewPullRequest,
  NotAdded,
  OpenedPullRequest,
  Refused,
  WrittenBranch,
} from "./ports/forge.ts";
export type {
  BranchCommit,
  BranchHead,
  Comment,
  Commit,
  Comparison,
  Mergeability,
  MergeMethod,
  MergeWait,
  PullRequest,
  StateChange,
  TokenKind,
  WaitingNote,
} from "./ports/repository.ts";
export type { BodyRequest, CommentKind, Texts } from "./ports/texts.ts";
export type { PullRequestSettings } from "./pull-request/settings.ts";
export type { ScheduledRun } from "./quiet-schedule.ts";
export { type Draft, foldersOf, type RunOptions, run } from "./run.ts";
export {
  type AutoMerge,
  type Language,
  languages,
  type Operation,
  type OthersWork,
  type Program,
  type Progress,
  type PullRequestOutcome,
  type RunContext,
  type RunOutcome,
  type Why,
} from "./run-outcome.ts";
