/** Parameters that the client sets. */
const ownParameter = /^(sdkappid|identifier|usersig|random|contenttype)$/i;
const callOption = /^(signal|timeoutMs|maxAttempts|budgetMs|waitForTurn|repeatable)$/;

/** Query parameters that a caller can add. */
export type Query = Readonly<Record<string, string | number | bigint>>;

/** What is wrong with a value as a command, or `null`. A command is `service/name`, such as `ConfigSvc/GetIPList`. */
export function commandProblem(command: unknown): string | null {
  if (typeof command === "string" && /^[A-Za-z0-9_-]{1,64}\/[A-Za-z0-9_-]{1,64}$/.test(command)) return null;
  return 'command must be "service/name", such as "ConfigSvc/GetIPList"';
}

/** All that is wrong with a value as the query of a command. */
export function queryProblems(query: unknown): string[] {
  if (typeof query !== "object" || query === null || Array.isArray(query)) return ["query must be an object"];
  const problems: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    const problem = parameterProblem(name, value);
    if (problem !== null) problems.push(problem);
  }
  return problems;
}

function parameterProblem(name: string, value: unknown): string | null {
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name)) return "query has a name that is not a valid parameter name";
  if (ownParameter.test(name)) return `query must not contain ${name}: the client sets it`;
  // Easily taken for the argument that follows.
  if (callOption.test(name)) return `query must not contain ${name}: options of a call come after the query`;
  const fine =
    typeof value === "string" ? value.isWellFormed() : typeof value === "bigint" || Number.isFinite(value);
  return fine ? null : `query: ${name} must be a string or a finite number`;
}

/** Builds the path and query of a request. The result contains the UserSig and must never be shown. */
export function requestPath(parts: {
  readonly basePath: string;
  readonly command: string;
  readonly sdkAppId: number;
  readonly identifier: string;
  readonly userSig: string;
  readonly random: number;
  readonly query: Query;
}): string {
  const { basePath, command, sdkAppId, identifier, userSig, random, query } = parts;
  // A UserSig has no characters that a URL escapes, except "*", which it may leave.
  const own = `sdkappid=${sdkAppId}&identifier=${encodeURIComponent(identifier)}&usersig=${userSig}&random=${random}&contenttype=json`;
  let path = `${basePath}/v4/${command}?${own}`;
  for (const [name, value] of Object.entries(query)) {
    path += `&${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`;
  }
  return path;
}
