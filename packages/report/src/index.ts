export { renderBody } from "./body.ts";
export { renderComment } from "./comments.ts";
export { renderJsonReport } from "./json-report.ts";
export { type Annotation, annotateProblems, annotations, renderListLine } from "./log.ts";
export { pullRequestTexts } from "./pull-request-texts.ts";
export { renderProblems, renderSummary } from "./summary.ts";
export { logLine } from "./text/escape.ts";
export { listLabel } from "./text/list-names.ts";
export { renderCommitMessage, renderTitle } from "./title.ts";
