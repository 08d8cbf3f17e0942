import { isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, type YAMLMap } from "yaml";

/**
 * Checks the rules of zizmor's pedantic persona, and two of our own, for the workflows of this repository. In examples in the
 * documentation they would only add lines: each of several jobs has a name, every workflow limits its concurrency, every permission
 * beyond `contents: read` says what it is for, and `setup-node` gets one exact version and no cache.
 *
 * @see https://docs.zizmor.sh/audits/ read 2026-11-26; docs/decisions/029 lists all rules
 */
export function checkPedantic(path: string, text: string): string[] {
  const problems: string[] = [];
  const lines = new LineCounter();
  const workflow = parseDocument(text, { lineCounter: lines }).contents;
  // The other checks report text that isn't a workflow.
  if (!isMap(workflow)) return problems;
  const say = (node: unknown, problem: string): void => {
    const line = isScalar(node) || isMap(node) ? (node.range ? lines.linePos(node.range[0]).line : 1) : 1;
    problems.push(`${path}:${line}: ${problem}`);
  };

  if (!workflow.has("name")) say(workflow, "the workflow has no `name`");
  const jobs = pairs(workflow.get("jobs", true));
  const limited =
    workflow.has("concurrency") || jobs.some(([, , job]) => isMap(job) && job.has("concurrency"));
  if (!limited) say(workflow, "the workflow has no `concurrency`, so several runs can overlap");
  for (const [name, key, job] of jobs) {
    if (!isMap(job)) continue;
    // If there is only one job, the name of the workflow is enough.
    if (!job.has("name") && jobs.length > 1) say(key, `job \`${name}\` has no \`name\``);
    for (const [permission, , level] of pairs(job.get("permissions", true))) {
      if (!isScalar(level) || (permission === "contents" && level.value === "read")) continue;
      if (!level.comment)
        say(level, `add a comment to \`${permission}: ${level.value}\` that says what it is for`);
    }
    const steps = job.get("steps", true);
    for (const step of isSeq(steps) ? steps.items : []) if (isMap(step)) checkSetupNode(step, say);
  }
  return problems;
}

function checkSetupNode(step: YAMLMap, say: (node: unknown, problem: string) => void): void {
  const uses = step.get("uses", true);
  if (!isScalar(uses) || !String(uses.value).startsWith("actions/setup-node@")) return;
  const version = String(step.getIn(["with", "node-version"]));
  if (!/^(\d+\.\d+\.\d+|\$\{\{ matrix\.\w+ \}\})$/.test(version)) {
    say(uses, `setup-node gets \`${version}\`; it needs an exact version such as \`24.21.0\``);
  }
  if (step.getIn(["with", "package-manager-cache"]) !== false) {
    say(
      uses,
      "setup-node needs `package-manager-cache: false`, because another run may have filled the cache",
    );
  }
}

function pairs(node: unknown): [name: string, key: unknown, value: unknown][] {
  if (!isMap(node)) return [];
  return node.items.map(({ key, value }: Pair) => [isScalar(key) ? String(key.value) : "", key, value]);
}
