export { aggregate } from "./aggregate.ts";
export { type CompareInput, compare, type Drift, type DriftJson } from "./compare.ts";
export { confirmRemovals } from "./confirm-removals.ts";
export { type AddressCount, countAddresses } from "./count-addresses.ts";
export { createMatcher, type Matcher } from "./create-matcher.ts";
export type { Unreadable, UnreadableReason } from "./decode-file.ts";
export { FormatLimitError, InvalidArgumentError, InvalidPrefixError } from "./errors.ts";
export { type Format, formats, isFormat } from "./format.ts";
export { formatAllowlist } from "./format-allowlist.ts";
export type { AddressChange, ChangeKind } from "./group-changes.ts";
export { answerDigest } from "./guard/answer-digest.ts";
export type {
  AdjustedEntry,
  Finding,
  FindingText,
  NotGlobal,
  RefusedEntry,
  TooBroad,
} from "./guard/finding.ts";
export { type GuardInput, guard } from "./guard/guard.ts";
export { type GuardrailLimits, guardrailLimits } from "./guard/guardrail-limits.ts";
export { type AnswerInput, guardAnswer } from "./guard/judge-answer.ts";
export type { KeepBlock } from "./keep-block.ts";
export type { NearMiss } from "./near-misses.ts";
export { type AdjustedLine, type Allowlist, type InvalidLine, parseAllowlist } from "./parse-allowlist.ts";
export { type EntryFault, type ParsedEntry, parseEntry } from "./parse-entry.ts";
export type { Family, Prefix } from "./prefix.ts";
export type { PrefixChange, Relation } from "./prefix-change.ts";
export type { LineFault } from "./recover-entry.ts";
export { formatFileNames, render } from "./render.ts";
export { sortPrefixes } from "./sort-prefixes.ts";
