import { type Format, formats } from "@chat-ip/allowlist";
import {
  endpointProblem,
  identifierProblem,
  isListName,
  isRegion,
  type ListName,
  listNames,
  type Region,
  regionNames,
  sdkAppIdProblem,
  secretKeyProblem,
  userSigProblem,
} from "@chat-ip/core";
import { InputError } from "./errors.ts";
import {
  branchProblem,
  folderProblem,
  lineProblem,
  loginProblem,
  teamSlugProblem,
  textProblem,
} from "./names.ts";

/** The Action's inputs, checked. */
export interface Inputs {
  readonly sdkAppId: number;
  readonly credential: { readonly secretKey: string } | { readonly userSig: string };
  readonly identifier: string;
  readonly server: { readonly region: Region } | { readonly endpoint: string };
  readonly lists: readonly ListName[];
  readonly path: string;
  readonly formats: readonly Format[];
  readonly aggregate: boolean;
  readonly mode: "pull-request" | "check";
  readonly maxRemovedPercent: number;
  readonly allowSuspicious: readonly ListName[];
  readonly confirmRemovalsAfterMs: number;
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
}

/** Reads one input: its text, trimmed, or `""`. */
export type ReadInput = (name: string) => string;

/** Shortens a value for a message, so that a huge one can't flood the log. */
const quote = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);

const splitNames = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,\n\r]/)
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  ),
];

/** Collects problems while values are read, so that all of them are told at once. */
class Reader {
  readonly problems: string[] = [];
  readonly #read: ReadInput;

  constructor(read: ReadInput) {
    this.#read = read;
  }

  text(name: string, fallback = ""): string {
    return this.#read(name) || fallback;
  }

  /** Notes `problem` against an input; the value is not repeated where it is a secret. */
  note(name: string, problem: string | null, value?: string): void {
    if (problem === null) return;
    // Core names its own options; here the input's name stands in front already.
    const what = problem.replace(/^(?:sdkAppId|identifier|secretKey|userSig|endpoint) /, "");
    this.problems.push(`${name}${value === undefined ? "" : ` ${quote(value)}`} ${what}.`);
  }

  checked(name: string, problemOf: (text: string) => string | null, fallback = ""): string {
    const text = this.text(name, fallback);
    this.note(name, problemOf(text), text);
    return text;
  }

  optional(name: string, problemOf: (text: string) => string | null): string | null {
    return this.text(name) === "" ? null : this.checked(name, problemOf);
  }

  switch(name: string, fallback: boolean): boolean {
    const text = this.text(name, String(fallback)).toLowerCase();
    if (text !== "true" && text !== "false") this.note(name, "must be `true` or `false`", text);
    return text === "true";
  }

  number(name: string, fallback: number, maximum: number): number {
    const text = this.text(name, String(fallback));
    const value = Number(text);
    if (!/^\d+(\.\d+)?$/.test(text) || value > maximum) {
      this.note(name, `must be a number from 0 to ${maximum}`, text);
    }
    return value;
  }

  names(name: string, problemOf: (text: string) => string | null): string[] {
    const found = splitNames(this.text(name));
    for (const one of found) this.note(name, problemOf(one), one);
    return found;
  }

  /** Names out of a fixed set. */
  choices<T extends string>(name: string, all: readonly T[], is: (text: string) => text is T): T[] {
    const found = splitNames(this.text(name));
    const unknown = found.filter((one) => !is(one));
    if (unknown.length > 0) {
      const names = unknown.slice(0, 10).map(quote).join(", ");
      this.problems.push(`${name} names ${names}, which is none of: ${all.join(", ")}.`);
    }
    return all.filter((one) => found.includes(one));
  }
}

function readCredential(reader: Reader): Inputs["credential"] {
  const secretKey = reader.text("secret-key");
  const userSig = reader.text("user-sig");
  if (secretKey !== "" && userSig !== "") {
    reader.note("secret-key and user-sig", "are both given; give one of them");
  } else if (secretKey === "" && userSig === "") {
    reader.note(
      "secret-key or user-sig",
      "is needed, and neither is given (in a workflow run of a fork, secrets are empty)",
    );
  } else if (userSig !== "") {
    reader.note("user-sig", userSigProblem(userSig));
  } else {
    reader.note("secret-key", secretKeyProblem(secretKey));
  }
  return userSig === "" ? { secretKey } : { userSig };
}

function readServer(reader: Reader): Inputs["server"] {
  const region = reader.text("region");
  const endpoint = reader.text("endpoint");
  if (region !== "" && endpoint !== "")
    reader.note("region and endpoint", "are both given; give one of them");
  if (region === "" && endpoint === "") {
    reader.note("region or endpoint", `is needed; the regions are: ${regionNames.join(", ")}`);
  }
  if (endpoint !== "") {
    // An endpoint may hold credentials by mistake: it is not repeated.
    reader.note("endpoint", endpointProblem(endpoint));
    return { endpoint };
  }
  if (isRegion(region)) return { region };
  if (region !== "") {
    reader.note("region", `is none of: ${regionNames.join(", ")}; for another one, give endpoint`, region);
  }
  return { endpoint };
}

function readSdkAppId(reader: Reader): number {
  const text = reader.text("sdk-app-id");
  if (text === "") {
    reader.note("sdk-app-id", "is needed");
    return 0;
  }
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  reader.note("sdk-app-id", sdkAppIdProblem(value), text);
  return value;
}

function readMode(reader: Reader): Inputs["mode"] {
  const text = reader.text("mode", "pull-request");
  if (text === "check" || text === "pull-request") return text;
  reader.note("mode", "is none of: pull-request, check", text);
  return "check";
}

/** GitHub keeps trailers in the last lines of a message: a given text must not pass for one of ours. */
function commitMessageProblem(text: string): string | null {
  if (text.length > 10_000) return "is longer than 10,000 characters";
  if (/^chat-ip-/im.test(text))
    return "holds a line that begins with `Chat-IP-`, which the Action keeps for itself";
  const [subject = "", ...lines] = text.split(/\r?\n/);
  const invisible = lines
    .map((line) => textProblem(line.replaceAll("\t", " ")))
    .find((problem) => problem !== null);
  return lineProblem(subject, 256) ?? invisible ?? null;
}

/** An empty text is named by the rule "needed", not by the rule of its shape. */
function tokenProblem(token: string): string | null {
  if (token === "") return "is empty; leave the input out to use the workflow's own token";
  return /^[\x21-\x7e]+$/.test(token) ? null : "holds characters that no token has";
}

const isFormat = (text: string): text is Format => (formats as readonly string[]).includes(text);

/**
 * Reads and checks all inputs.
 * @throws {InputError} naming everything that is wrong; secrets are not repeated.
 */
export function readInputs(read: ReadInput): Inputs {
  const reader = new Reader(read);
  const sdkAppId = readSdkAppId(reader);
  const credential = readCredential(reader);
  const identifier = reader.checked("identifier", identifierProblem, "administrator");
  const server = readServer(reader);
  const lists = reader.choices("lists", listNames, isListName);
  const token = reader.text("token");
  reader.note("token", tokenProblem(token));
  const base = reader.optional("base", branchProblem);
  const branch = reader.checked("branch", branchProblem, "chat-ip/update");
  if (base === branch)
    reader.note("branch", "is also the base; give the pull request a branch of its own", branch);

  const inputs: Inputs = {
    sdkAppId,
    credential,
    identifier,
    server,
    lists: lists.length > 0 ? lists : listNames,
    path: readPath(reader),
    formats: reader.choices("formats", formats, isFormat),
    aggregate: reader.switch("aggregate", false),
    mode: readMode(reader),
    maxRemovedPercent: reader.number("max-removed-percent", 30, 100),
    allowSuspicious: reader.choices("allow-suspicious", listNames, isListName),
    confirmRemovalsAfterMs: reader.number("confirm-removals-after", 5, 300) * 1000,
    token,
    base,
    branch,
    commitMessage: reader.optional("commit-message", commitMessageProblem),
    title: reader.optional("title", (text) => lineProblem(text, 256)),
    labels: reader.names("labels", (text) => lineProblem(text, 50)),
    assignees: reader.names("assignees", loginProblem),
    reviewers: reader.names("reviewers", loginProblem),
    teamReviewers: reader.names("team-reviewers", teamSlugProblem),
    draft: reader.switch("draft", false),
    deleteBranch: reader.switch("delete-branch", true),
    recreateClosed: reader.switch("recreate-closed", false),
  };
  if (reader.problems.length > 0) throw new InputError(reader.problems);
  return inputs;
}

/** `./chat-ips/` and `chat-ips` are the same folder. */
function readPath(reader: Reader): string {
  const text = reader.text("path", "chat-ips").replace(/^(?:\.\/)+/, "");
  const path = text.endsWith("/") && text !== "/" ? text.slice(0, -1) : text;
  reader.note("path", folderProblem(path), path);
  return path;
}
