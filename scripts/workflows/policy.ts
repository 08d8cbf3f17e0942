import { isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, type YAMLMap } from "yaml";

/** The Action itself: a workflow may use its major tag, because this project moves that tag itself. */
export const ownAction = "org/chat-ip-action";

// They run with the repository's secrets and a token that can write, even for pull requests from forks.
const riskyTriggers = new Set(["pull_request_target", "workflow_run"]);

/** One `uses:` with a commit, to compare versions across files. */
export interface Pin {
  readonly action: string;
  readonly commit: string;
  readonly version: string;
  readonly where: string;
}

export interface PolicyResult {
  readonly problems: readonly string[];
  readonly pins: readonly Pin[];
}

/**
 * Checks this project's own rules for a workflow: actions are pinned to a commit with a version comment, there are no
 * permissions at the top, each job has permissions and a time limit, checkouts keep no credentials, scripts contain no
 * expressions, and no trigger gives secrets to code from forks.
 */
export function checkPolicy(path: string, text: string): PolicyResult {
  const problems: string[] = [];
  const pins: Pin[] = [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const sourceLines = text.split("\n");
  const lineOf = (node: unknown): number =>
    (isScalar(node) || isMap(node) || isSeq(node)) && node.range ? lines.linePos(node.range[0]).line : 1;
  const say = (node: unknown, problem: string) => problems.push(`${path}:${lineOf(node)}: ${problem}`);

  const [fault] = document.errors;
  if (fault) return { problems: [`${path}: ${fault.message}`], pins };
  const workflow = document.contents;
  if (!isMap(workflow)) return { problems: [`${path}: is not a workflow`], pins };

  const permissions = workflow.get("permissions", true);
  if (!isMap(permissions) || permissions.items.length > 0) {
    say(permissions, "add `permissions: {}` at the top, so that each job names the permissions it needs");
  }
  for (const trigger of triggerNames(workflow)) {
    if (riskyTriggers.has(trigger))
      say(workflow, `\`${trigger}\` gives secrets to runs that anyone can trigger`);
  }

  for (const [jobName, job] of mapEntries(workflow.get("jobs", true))) {
    if (!isMap(job)) continue;
    if (!job.has("permissions")) say(job, `job \`${jobName}\` has no \`permissions\``);
    if (job.has("uses")) checkUses(job.get("uses", true));
    else if (!job.has("timeout-minutes")) say(job, `job \`${jobName}\` has no \`timeout-minutes\``);
    const steps = job.get("steps", true);
    for (const step of isSeq(steps) ? steps.items : []) if (isMap(step)) checkStep(step);
  }
  return { problems, pins };

  function checkStep(step: YAMLMap): void {
    const uses = step.get("uses", true);
    if (uses !== undefined) checkUses(uses);
    if (isScalar(uses) && /^actions\/checkout@/.test(String(uses.value))) {
      if (step.getIn(["with", "persist-credentials"]) !== false) {
        say(uses, "a checkout needs `persist-credentials: false`");
      }
    }
    for (const key of [["run"], ["with", "script"]]) {
      const script = step.getIn(key, true);
      if (isScalar(script) && /\$\{\{/.test(String(script.value))) {
        say(script, "an expression inside a script can inject commands; pass the value through `env`");
      }
    }
  }

  function checkUses(node: unknown): void {
    if (!isScalar(node)) return;
    const uses = String(node.value);
    if (uses.startsWith("./")) return;
    const [action = "", reference = ""] = uses.split("@");
    if (action === ownAction && /^v\d+$/.test(reference)) return;
    const line = lineOf(node);
    const version = /#\s*(v\d+\.\d+\.\d+\S*)\s*$/.exec(sourceLines[line - 1] ?? "")?.[1];
    if (!/^[0-9a-f]{40}$/.test(reference)) say(node, `\`${uses}\` is not pinned to a full commit SHA`);
    else if (version === undefined)
      say(node, `\`${uses}\` has no comment with its version, such as \`# v1.2.3\``);
    else pins.push({ action, commit: reference, version, where: `${path}:${line}` });
  }
}

/** Finds actions that are pinned differently in two files, because an update missed one. */
export function checkPinsAgree(pins: readonly Pin[]): string[] {
  const problems: string[] = [];
  const first = new Map<string, Pin>();
  for (const pin of pins) {
    // Actions in subfolders of a repository share its releases.
    const repository = pin.action.split("/").slice(0, 2).join("/");
    const known = first.get(repository);
    if (known === undefined) first.set(repository, pin);
    else if (known.commit !== pin.commit || known.version !== pin.version) {
      problems.push(
        `${pin.where}: ${pin.action} is ${pin.version} (${pin.commit}), but ${known.version} (${known.commit}) in ${known.where}`,
      );
    }
  }
  return problems;
}

function triggerNames(workflow: YAMLMap): string[] {
  const on: unknown = workflow.get("on", true);
  if (isScalar(on)) return [String(on.value)];
  if (isSeq(on)) return on.items.map((item) => (isScalar(item) ? String(item.value) : ""));
  return mapEntries(on).map(([name]) => name);
}

function mapEntries(node: unknown): [string, unknown][] {
  if (!isMap(node)) return [];
  return node.items.map((pair: Pair) => [isScalar(pair.key) ? String(pair.key.value) : "", pair.value]);
}
