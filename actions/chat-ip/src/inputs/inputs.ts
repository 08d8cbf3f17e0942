import type { TextFault } from "@chat-ip/report";
import type { Language } from "@chat-ip/sync";
import { InputError } from "../errors.ts";
import { type AllowedAnswer, readAllowedAnswer } from "./allowed-answer.ts";
import { type AppInputs, oneAppInputs, readListInputs, readOneApp } from "./app-inputs.ts";
import { type ReadDocument, readApps } from "./apps/read-apps.ts";
import { createReader, type InputReader, type ReadInput, shortened, splitNames } from "./input-reader.ts";
import {
  branchFault,
  folderFault,
  lineFault,
  loginFault,
  normalFolder,
  teamSlugFault,
  textFault,
} from "./input-rules.ts";

/** The Action's inputs, checked. */
export interface Inputs {
  readonly apps: readonly [AppInputs, ...AppInputs[]];
  /** folder of the allowlists, or of the apps' folders */
  readonly path: string;
  readonly mode: "pull-request" | "check";
  /** answers that the guardrails let through */
  readonly allowSuspicious: readonly AllowedAnswer[];
  /** In `check` mode: does drift fail the run? */
  readonly failOnDrift: boolean;
  readonly token: string;
  /** `null`: the repository's default branch */
  readonly base: string | null;
  readonly branch: string;
  readonly commitMessage: string | null;
  readonly title: string | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly reviewers: readonly string[];
  readonly teamReviewers: readonly string[];
  readonly draft: boolean;
  readonly deleteBranch: boolean;
  readonly recreateClosed: boolean;
  readonly merging: {
    readonly when: "none" | "additions" | "routine";
    readonly method: "squash" | "merge" | "rebase";
  };
  /** 0 for never */
  readonly remindAfterHours: number;
  /** `null` for never */
  readonly failAfterHours: number | null;
  readonly language: Language;
}

/** A month. */
const mostHours = 720;

function readMode(reader: InputReader): Inputs["mode"] {
  const text = reader.text("mode", "pull-request");
  if (text === "check" || text === "pull-request") return text;
  const allowed = ["pull-request", "check"];
  reader.note({ id: "not-one-of", place: { input: "mode" }, value: shortened(text), allowed });
  return "check";
}

function readLanguage(reader: InputReader): Language {
  return reader.oneOf("language", ["en", "zh-CN"]);
}

/** Not repeated in messages. */
function readToken(reader: InputReader): string {
  const token = reader.text("token");
  if (token === "") reader.note({ id: "token-empty" });
  else if (!/^[\x21-\x7e]+$/.test(token)) reader.note({ id: "token-odd" });
  return token;
}

/** Trailers are in the last lines of a message: the given text must not be mistaken for one of ours. */
function commitMessageFault(text: string): TextFault | null {
  if (text.length > 10_000) return { longerThan: 10_000 };
  if (/^chat-ip-/im.test(text)) return "reserved-trailer";
  const [subject = "", ...lines] = text.split(/\r?\n/);
  const invisible = lines
    .map((line) => textFault(line.replaceAll("\t", " ")))
    .find((fault) => fault !== null);
  return lineFault(subject, 256) ?? invisible ?? null;
}

/** The apps that `apps` describes. */
function readManyApps(reader: InputReader, path: string, readDocument: ReadDocument): AppInputs[] {
  const mixed = oneAppInputs.filter((name) => reader.text(name) !== "");
  if (mixed.length > 0) {
    reader.note({ id: "apps-and-one", inputs: mixed });
  }
  const allowEndpoint = reader.switch("allow-endpoint", false);
  return readApps(reader, { ...readListInputs(reader), path, allowEndpoint }, readDocument);
}

/**
 * Reads and checks all inputs.
 *
 * @param readDocument parses `apps`; needed if that is set
 * @throws {InputError} with everything that is wrong; it doesn't quote secrets
 */
export function readInputs(read: ReadInput, readDocument: ReadDocument = JSON.parse): Inputs {
  const reader = createReader(read);
  const many = reader.text("apps") !== "";
  const path = readPath(reader);
  const apps = many ? readManyApps(reader, path, readDocument) : [readOneApp(reader, path)];
  const token = readToken(reader);
  const base = reader.optional("base", branchFault);
  const branch = reader.checked("branch", branchFault, "chat-ip/update");
  if (base === branch) reader.note({ id: "branch-is-the-base", branch: shortened(branch) });

  const inputs: Omit<Inputs, "apps"> = {
    path,
    mode: readMode(reader),
    allowSuspicious: readAllowed(reader, many ? apps : null),
    failOnDrift: reader.switch("fail-on-drift", true),
    token,
    base,
    branch,
    commitMessage: reader.optional("commit-message", commitMessageFault),
    title: reader.optional("title", (text) => lineFault(text, 256)),
    labels: reader.names("labels", (text) => lineFault(text, 50)),
    assignees: reader.names("assignees", loginFault).map(withoutAt),
    reviewers: reader.names("reviewers", loginFault).map(withoutAt),
    teamReviewers: reader.names("team-reviewers", teamSlugFault),
    draft: reader.switch("draft", false),
    deleteBranch: reader.switch("delete-branch", true),
    recreateClosed: reader.switch("recreate-closed", false),
    merging: {
      when: reader.oneOf("auto-merge", ["none", "additions", "routine"]),
      method: reader.oneOf("merge-method", ["squash", "merge", "rebase"]),
    },
    remindAfterHours: reader.number("remind-after", 48, mostHours),
    failAfterHours: reader.text("fail-after") === "" ? null : reader.number("fail-after", 0, mostHours),
    language: readLanguage(reader),
  };
  const [first, ...others] = apps;
  if (reader.problems.length > 0 || first === undefined) throw new InputError(reader.problems);
  return { ...inputs, apps: [first, ...others] };
}

/** People also write a login as `@octocat`. */
const withoutAt = (login: string): string => login.replace(/^@/, "");

/** Reads `list@digest`, as the message about a held-back list prints it. */
function readAllowed(reader: InputReader, apps: readonly AppInputs[] | null): AllowedAnswer[] {
  const names = apps?.map(({ app }) => app ?? "") ?? null;
  return splitNames(reader.text("allow-suspicious")).flatMap((text): AllowedAnswer[] => {
    const read = readAllowedAnswer(text, names);
    if ("list" in read) return [read];
    reader.note(read.problem);
    return [];
  });
}

/** Reads the folder in its normal form: `./chat-ips/` is `chat-ips`, and accents are single characters. */
function readPath(reader: InputReader): string {
  const path = normalFolder(reader.text("path", "chat-ips"));
  reader.noteFault({ input: "path", value: shortened(path) }, folderFault(path));
  return path;
}
