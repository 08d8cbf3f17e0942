import { parse } from "yaml";

const fieldTypes = new Set(["markdown", "input", "textarea", "dropdown", "checkboxes", "upload"]);

/**
 * Checks an issue form for mistakes that make GitHub ignore it without an error: a missing name or description, an unknown
 * element type, a duplicate id.
 *
 * @see https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms (read 2026-11)
 */
export function checkIssueForm(path: string, text: string): string[] {
  const form: unknown = parse(text);
  if (!isRecord(form)) return [`${path}: is not an issue form`];
  const problems: string[] = [];
  for (const key of ["name", "description"]) {
    if (typeof form[key] !== "string") problems.push(`${path}: \`${key}\` is missing`);
  }
  const body: unknown[] = Array.isArray(form.body) ? form.body : [];
  if (!body.some((element) => isRecord(element) && element.type !== "markdown")) {
    problems.push(`${path}: \`body\` asks nothing`);
  }
  const ids = new Set<unknown>();
  for (const [index, element] of body.entries()) {
    const where = `${path}: element ${index + 1} of \`body\``;
    if (!isRecord(element) || !fieldTypes.has(String(element.type))) {
      problems.push(`${where} has no known \`type\``);
      continue;
    }
    const attributes = isRecord(element.attributes) ? element.attributes : {};
    const needed = element.type === "markdown" ? "value" : "label";
    if (typeof attributes[needed] !== "string") problems.push(`${where} has no \`${needed}\``);
    if (element.id === undefined) continue;
    if (ids.has(element.id)) problems.push(`${where} repeats the id \`${String(element.id)}\``);
    ids.add(element.id);
  }
  return problems;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
