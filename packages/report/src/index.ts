export { renderBody } from "./body.ts";
export { distinctPrefixes } from "./changes/collect-changes.ts";
export { renderComment } from "./comments.ts";
export { renderJsonReport } from "./json-report.ts";
export { type Annotation, annotateProblems, annotations, renderListLine } from "./log.ts";
export { pullRequestReason } from "./parts/pull-request-reason.ts";
export { type KnownContext, renderProblemsReport } from "./problems-report.ts";
export { pullRequestTexts } from "./pull-request-texts.ts";
export { renderProblems, renderSummary } from "./summary.ts";
export { logLine } from "./text/escape.ts";
export { jsonPieces } from "./text/json-pieces.ts";
export { listLabel } from "./text/list-names.ts";
export { messageText, plainText } from "./text/message.ts";
export { renderCommitMessage, renderTitle } from "./title.ts";
export {
  type CoreRule,
  type InputPlace,
  type InputProblem,
  type InputValue,
  inputProblemText,
  type TextFault,
} from "./words/input-problem.ts";
export type { MessageText } from "./words/message-words.ts";
export type { Words } from "./words/words.ts";
export { wordsOf } from "./words/words-of.ts";
