import { type Format, formats } from "@chat-ip/allowlist";
import {
  endpointProblem,
  identifierProblem,
  isKnownEndpoint,
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
import type { Language } from "@chat-ip/sync";
import { type AllowedAnswer, readAllowedAnswer } from "./allowed-answer.ts";
import { readApps } from "./apps/read-apps.ts";
import { InputError } from "./errors.ts";
import {
  branchProblem,
  folderProblem,
  lineProblem,
  loginProblem,
  normalFolder,
  teamSlugProblem,
  textProblem,
} from "./input-rules.ts";
import { suggestion } from "./suggestion.ts";

/** How an app's lists are compared, guarded and written. */
export interface AppListInputs {
  readonly identifier: string;
  readonly lists: readonly ListName[];
  readonly formats: readonly Format[];
  readonly aggregate: boolean;
  readonly maxRemovedPercent: number;
  readonly maxAddedPercent: number;
  readonly removalsWaitHours: number;
}

/** One app that the run looks after. */
export interface AppInputs extends AppListInputs {
  /** `null` where the input `apps` isn't used */
  readonly app: string | null;
  readonly sdkAppId: number;
  readonly credential: { readonly secretKey: string } | { readonly userSig: string };
  readonly server: { readonly region: Region } | { readonly endpoint: string };
  /** folder of its allowlists */
  readonly path: string;
}

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

/** Reads one input: its text, trimmed, or `""`. */
export type ReadInput = (name: string) => string;

/** Parses the input `apps`; it is loaded only where that is set. */
export type ReadDocument = (text: string) => unknown;

/** Shortens a value for a message, so that a huge one can't flood the log. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** Names between commas or on lines of their own; the dashes of a YAML list are understood. */
const splitNames = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,\n\r]/)
      .map((name) => name.trim().replace(/^-\s+/, ""))
      .filter((name) => name !== "" && name !== "-"),
  ),
];

/** Reads inputs one by one and collects what is wrong with them, so that all of it can be reported at once. */
export interface InputReader {
  readonly problems: string[];
  text(name: string, fallback?: string): string;
  /** Notes a sentence about an input, if there is one. */
  note(problem: string | null): void;
  /** @param problemOf names the input and what is wrong with the text */
  checked(name: string, problemOf: Rule, fallback?: string): string;
  optional(name: string, problemOf: Rule): string | null;
  switch(name: string, fallback: boolean): boolean;
  number(name: string, fallback: number, maximum: number): number;
  /** One of a fixed set, the first of which is the default. */
  oneOf<const T extends string>(name: string, all: readonly [T, ...T[]]): T;
  names(name: string, problemOf: Rule): string[];
  /** Names out of a fixed set, in its order. */
  choices<T extends string>(name: string, all: readonly T[], is: (text: string) => text is T): T[];
}

/** What is wrong with a text, completing the sentence that begins with its name; `null` if nothing is. */
type Rule = (text: string) => string | null;

function createReader(read: ReadInput): InputReader {
  const problems: string[] = [];
  const reader: InputReader = {
    problems,
    text: (name, fallback = "") => read(name) || fallback,
    note(problem) {
      if (problem !== null) problems.push(`${problem}.`);
    },
    checked(name, problemOf, fallback = "") {
      const text = reader.text(name, fallback);
      const problem = problemOf(text);
      reader.note(problem && `\`${name}\` ${quote(text)} ${problem}`);
      return text;
    },
    optional: (name, problemOf) => (reader.text(name) === "" ? null : reader.checked(name, problemOf)),
    switch(name, fallback) {
      const text = reader.text(name, String(fallback)).toLowerCase();
      if (text !== "true" && text !== "false")
        reader.note(`\`${name}\` must be \`true\` or \`false\`, not ${quote(text)}`);
      return text === "true";
    },
    number(name, fallback, maximum) {
      const text = reader.text(name, String(fallback));
      const value = Number(text);
      if (!/^\d+(\.\d+)?$/.test(text) || value > maximum) {
        reader.note(`\`${name}\` must be a number from 0 to ${maximum}, not ${quote(text)}`);
      }
      return value;
    },
    oneOf(name, all) {
      const [fallback] = all;
      const text = reader.text(name, fallback);
      const found = all.find((one) => one === text);
      if (found === undefined) {
        const allowed = all.map((one) => `\`${one}\``).join(", ");
        reader.note(`\`${name}\` must be one of ${allowed}, not ${quote(text)}`);
      }
      return found ?? fallback;
    },
    names(name, problemOf) {
      const found = splitNames(reader.text(name));
      for (const one of found) {
        const problem = problemOf(one);
        reader.note(problem && `\`${name}\` ${quote(one)} ${problem}`);
      }
      return found;
    },
    choices(name, all, is) {
      const text = reader.text(name);
      const found = splitNames(text);
      if (text !== "" && found.length === 0) reader.note(`\`${name}\` contains no name, only ${quote(text)}`);
      for (const unknown of found.filter((one) => !is(one)).slice(0, 10)) {
        problems.push(
          `\`${name}\`: ${quote(unknown)} is not one of ${all.join(", ")}.${suggestion(unknown, all)}`,
        );
      }
      return all.filter((one) => found.includes(one));
    },
  };
  return reader;
}

function readCredential(reader: InputReader): AppInputs["credential"] {
  const secretKey = reader.text("secret-key");
  const userSig = reader.text("user-sig");
  if (secretKey !== "" && userSig !== "") {
    reader.note("`secret-key` and `user-sig` are both set. Set only one of them");
  } else if (secretKey === "" && userSig === "") {
    reader.note(
      "`secret-key` is empty. Check that the secret exists and is spelled correctly. Workflows from forks don't receive secrets. (You can set `user-sig` instead)",
    );
  } else if (userSig !== "") {
    reader.note(userSigProblem(userSig, "`user-sig`"));
  } else {
    reader.note(secretKeyProblem(secretKey, "`secret-key`"));
  }
  return userSig === "" ? { secretKey } : { userSig };
}

function readServer(reader: InputReader): AppInputs["server"] {
  const region = reader.text("region");
  const endpoint = reader.text("endpoint");
  if (region !== "" && endpoint !== "")
    reader.note("`region` and `endpoint` are both set. Set only one of them");
  if (region === "" && endpoint === "") {
    reader.note(`Set either \`region\` or \`endpoint\`. The regions are: ${regionNames.join(", ")}`);
  }
  if (endpoint !== "") {
    // An endpoint may contain credentials by mistake: it is not repeated.
    const problem = endpointProblem(endpoint, "`endpoint`");
    reader.note(problem);
    if (problem === null && !isKnownEndpoint(endpoint) && !reader.switch("allow-endpoint", false)) {
      reader.note(
        "`endpoint` is not one of the vendor's hosts. Whoever runs that host receives a UserSig of your app. If you trust it, set `allow-endpoint: true`",
      );
    }
    return { endpoint };
  }
  if (isRegion(region)) return { region };
  if (region !== "") {
    reader.problems.push(
      `\`region\` ${quote(region)} is not one of ${regionNames.join(", ")}.${suggestion(region, regionNames)} For another region, set \`endpoint\`.`,
    );
  }
  return { endpoint };
}

function readSdkAppId(reader: InputReader): number {
  const text = reader.text("sdk-app-id");
  if (text === "") {
    reader.note(
      "`sdk-app-id` is empty. If you use `vars.CHAT_SDK_APP_ID`, create it under Settings → Secrets and variables → Actions → Variables (not Secrets)",
    );
    return 0;
  }
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  reader.note(sdkAppIdProblem(value, `\`sdk-app-id\` ${quote(text)}`));
  return value;
}

function readMode(reader: InputReader): Inputs["mode"] {
  const text = reader.text("mode", "pull-request");
  if (text === "check" || text === "pull-request") return text;
  reader.note(`\`mode\` must be \`pull-request\` or \`check\`, not ${quote(text)}`);
  return "check";
}

function readLanguage(reader: InputReader): Language {
  const text = reader.text("language", "en");
  if (text === "en" || text === "zh-CN") return text;
  reader.note(`\`language\` must be \`en\` or \`zh-CN\`, not ${quote(text)}`);
  return "en";
}

/** Not repeated in messages. */
function readToken(reader: InputReader): string {
  const token = reader.text("token");
  if (token === "") reader.note("`token` is empty. Leave the input out to use the workflow's own token");
  else if (!/^[\x21-\x7e]+$/.test(token)) reader.note("`token` contains characters that no token has");
  return token;
}

/** GitHub keeps trailers in the last lines of a message: a given text must not pass for one of ours. */
function commitMessageProblem(text: string): string | null {
  if (text.length > 10_000) return "is longer than 10,000 characters";
  if (/^chat-ip-/im.test(text))
    return "contains a line that begins with `Chat-IP-`, which is reserved for this Action";
  const [subject = "", ...lines] = text.split(/\r?\n/);
  const invisible = lines
    .map((line) => textProblem(line.replaceAll("\t", " ")))
    .find((problem) => problem !== null);
  return lineProblem(subject, 256) ?? invisible ?? null;
}

const isFormat = (text: string): text is Format => (formats as readonly string[]).includes(text);

/** Inputs that belong to one app: with `apps`, each app has its own. */
const oneAppInputs = ["sdk-app-id", "secret-key", "user-sig", "region", "endpoint"] as const;

/** What the inputs say of an app's lists; with `apps`, the default of each app. */
function readListInputs(reader: InputReader): AppListInputs {
  const identifier = reader.text("identifier", "administrator");
  reader.note(identifierProblem(identifier, `\`identifier\` ${quote(identifier)}`));
  const lists = reader.choices("lists", listNames, isListName);
  return {
    identifier,
    lists: lists.length > 0 ? lists : listNames,
    formats: reader.choices("formats", formats, isFormat),
    aggregate: reader.switch("aggregate", false),
    maxRemovedPercent: reader.number("max-removed-percent", 30, 100),
    maxAddedPercent: reader.number("max-added-percent", 300, 1_000_000),
    removalsWaitHours: reader.number("removals-wait", 24, 720),
  };
}

/** The one app that the inputs describe without `apps`. */
function readOneApp(reader: InputReader, path: string): AppInputs {
  for (const name of ["secret-keys", "user-sigs"]) {
    if (reader.text(name) !== "")
      reader.note(
        `\`${name}\` is set without \`apps\`. Describe your apps in \`apps\`, or set \`secret-key\``,
      );
  }
  const sdkAppId = readSdkAppId(reader);
  const credential = readCredential(reader);
  const server = readServer(reader);
  return { app: null, sdkAppId, credential, server, path, ...readListInputs(reader) };
}

/** The apps that `apps` describes. */
function readManyApps(reader: InputReader, path: string, readDocument: ReadDocument): AppInputs[] {
  const mixed = oneAppInputs.filter((name) => reader.text(name) !== "").map((name) => `\`${name}\``);
  if (mixed.length > 0) {
    reader.note(
      `\`apps\` is set, and so is ${mixed.join(", ")}. Move that into \`apps\` (keys into \`secret-keys\`), or leave \`apps\` out`,
    );
  }
  const allowEndpoint = reader.switch("allow-endpoint", false);
  return readApps(reader, { ...readListInputs(reader), path, allowEndpoint }, readDocument);
}

/**
 * Reads and checks all inputs.
 *
 * @param readDocument parses `apps`; needed where that is set
 * @throws {InputError} naming everything that is wrong; secrets are not repeated.
 */
export function readInputs(read: ReadInput, readDocument: ReadDocument = JSON.parse): Inputs {
  const reader = createReader(read);
  const many = reader.text("apps") !== "";
  const path = readPath(reader);
  const apps = many ? readManyApps(reader, path, readDocument) : [readOneApp(reader, path)];
  const token = readToken(reader);
  const base = reader.optional("base", branchProblem);
  const branch = reader.checked("branch", branchProblem, "chat-ip/update");
  if (base === branch)
    reader.note(`\`branch\` ${quote(branch)} is also the base. Give the pull request its own branch`);

  const inputs: Omit<Inputs, "apps"> = {
    path,
    mode: readMode(reader),
    allowSuspicious: readAllowed(reader, many ? apps : null),
    failOnDrift: reader.switch("fail-on-drift", true),
    token,
    base,
    branch,
    commitMessage: reader.optional("commit-message", commitMessageProblem),
    title: reader.optional("title", (text) => lineProblem(text, 256)),
    labels: reader.names("labels", (text) => lineProblem(text, 50)),
    assignees: reader.names("assignees", loginProblem).map(withoutAt),
    reviewers: reader.names("reviewers", loginProblem).map(withoutAt),
    teamReviewers: reader.names("team-reviewers", teamSlugProblem),
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

/** `@octocat` is a way to write a login. */
const withoutAt = (login: string): string => login.replace(/^@/, "");

/** What the message about a held-back list prints. */
function readAllowed(reader: InputReader, apps: readonly AppInputs[] | null): AllowedAnswer[] {
  const names = apps?.map(({ app }) => app ?? "") ?? null;
  return splitNames(reader.text("allow-suspicious")).flatMap((text): AllowedAnswer[] => {
    const read = readAllowedAnswer(text, names);
    if ("list" in read) return [read];
    reader.problems.push(`\`allow-suspicious\`: ${quote(text)} ${read.problem}`);
    return [];
  });
}

/** `./chat-ips/` and `chat-ips` are the same folder, and so are two ways to write an accent. */
function readPath(reader: InputReader): string {
  const path = normalFolder(reader.text("path", "chat-ips"));
  const problem = folderProblem(path);
  reader.note(problem && `\`path\` ${quote(path)} ${problem}`);
  return path;
}
