import type { WireAnswer } from "../server/answer.ts";
import type { Incoming } from "../server/incoming.ts";
import type { RouteMatch } from "../server/router.ts";
import { type Description, loadDescription, type Operation, type Parameter } from "./description.ts";
import { isRawMedia, isUndescribedRefusal, undocumentedStatuses } from "./exceptions.ts";
import { SchemaChecker } from "./schema-checker.ts";

/** Finds differences from GitHub's description: one sentence each, with the route. */
export interface ExchangeValidator {
  request(incoming: Incoming, match: RouteMatch | null): string[];
  answer(incoming: Incoming, match: RouteMatch | null, answer: WireAnswer): string[];
}

function nameOf(incoming: Incoming, match: RouteMatch | null): string {
  return `${incoming.method} ${match?.route.path ?? incoming.target}`;
}

/** A parameter as the type in its schema. Text that can't be converted stays text, and fails the check. */
function coerce(text: string, parameter: Parameter): unknown {
  const type = parameter.schema.type;
  if (type === "integer" && /^-?\d+$/.test(text)) return Number(text);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

function requestFaults(
  checker: SchemaChecker,
  operation: Operation,
  incoming: Incoming,
  match: RouteMatch,
): string[] {
  const faults: (string | null)[] = [];
  for (const parameter of operation.parameters) {
    const given = parameter.in === "path" ? [match.params[parameter.name] ?? ""] : [];
    if (parameter.in === "query") given.push(...incoming.query.getAll(parameter.name));
    if (given.length === 0 && parameter.required && parameter.in === "query")
      faults.push(`the query parameter ${parameter.name} is missing`);
    if (given.length > 1) faults.push(`the query parameter ${parameter.name} is given more than once`);
    const check = checker.check(parameter.schema, "closed");
    for (const text of given) faults.push(check(coerce(text, parameter), `parameter ${parameter.name}`));
  }
  const named = new Set(operation.parameters.filter((one) => one.in === "query").map((one) => one.name));
  for (const name of new Set(incoming.query.keys()))
    if (!named.has(name)) faults.push(`there is no query parameter ${name}`);
  return [...faults, bodyFault(checker, operation, incoming)].filter((fault) => fault !== null);
}

function bodyFault(checker: SchemaChecker, { requestBody }: Operation, incoming: Incoming): string | null {
  if (incoming.bodyIsBroken) return "the body is not JSON";
  if (incoming.body === null) return requestBody?.required === true ? "the body is missing" : null;
  if (requestBody === null) return "the operation takes no body";
  return checker.check(requestBody.schema, "closed")(incoming.body, "body");
}

function answerFault(
  checker: SchemaChecker,
  description: Description,
  operation: Operation,
  answer: WireAnswer,
): string | null {
  const described = operation.responses.get(answer.status);
  const contentType = answer.headers["content-type"] ?? "";
  if (described === undefined && !undocumentedStatuses.has(answer.status))
    return "the description has no such status";
  if (described === undefined || isUndescribedRefusal(answer.status, described.size)) {
    return checker.check(description.component("basic-error"), "open")(answer.json, "body");
  }
  if (isRawMedia(contentType)) return null;
  if (described.size === 0) return answer.bytes.length === 0 ? null : "the description has no body for this";
  const mediaType = contentType.replace(/\+json\b/, "").replace(/;.*$/, "");
  const schema = described.get(mediaType);
  if (schema === undefined) return `the description has no body of type ${contentType || "(none)"}`;
  return checker.check(schema, "open")(answer.json, "body");
}

/** Prepares to check exchanges against GitHub's own description of its API. */
export async function createExchangeValidator(): Promise<ExchangeValidator> {
  const description = await loadDescription();
  const checker = sharedChecker(description);
  const operationOf = (match: RouteMatch): Operation | null =>
    description.operation(match.route.method, match.route.path);
  return {
    request(incoming, match) {
      const name = nameOf(incoming, match);
      const operation = match === null ? null : operationOf(match);
      if (match === null || operation === null) return [`${name}: no such operation`];
      return requestFaults(checker, operation, incoming, match).map((fault) => `${name}: ${fault}`);
    },
    answer(incoming, match, answer) {
      const operation = match === null ? null : operationOf(match);
      if (operation === null) return [];
      const fault = answerFault(checker, description, operation, answer);
      return fault === null ? [] : [`${nameOf(incoming, match)} → ${answer.status}: ${fault}`];
    },
  };
}

let checkerOfProcess: SchemaChecker | null = null;

/** One for the whole process: compiling takes most of the time. */
function sharedChecker(description: Description): SchemaChecker {
  checkerOfProcess ??= new SchemaChecker(description);
  return checkerOfProcess;
}
