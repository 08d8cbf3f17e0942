import type { Message } from "@chat-ip/sync";
import type { FactsOf } from "../src/words/facts-of.ts";
import type { InputProblem } from "../src/words/input-problem.ts";

type Samples<Told extends { readonly id: string }> = {
  readonly [Id in Told["id"]]: readonly [FactsOf<Told, Id>, ...FactsOf<Told, Id>[]];
};

/** At least one. */
function some<Told>(items: readonly Told[]): readonly [Told, ...Told[]] {
  const [first, ...rest] = items;
  if (first === undefined) throw new TypeError("There is no sample.");
  return [first, ...rest];
}

/** A text from outside, by the field that it stands in. */
export type Text = (field: string) => string;

/** Every message of a run, with all that makes its words differ. A message that is missing here doesn't compile. */
export function messageSamples(text: Text): readonly Message[] {
  const detail = text("detail");
  const branch = text("branch");
  const base = text("base");
  const because: Message = { id: "forbidden", purpose: "comment", detail };
  const number = 12;
  const failed = (purpose: "push" | "read-base") => ({ purpose }) as const;
  const samples: Samples<Message> = {
    archived: [{ id: "archived" }],
    sso: [{ id: "sso" }],
    "ip-allow-list": [{ id: "ip-allow-list" }],
    "pulls-off": [{ id: "pulls-off" }],
    "no-answer": [
      { id: "no-answer", ...failed("read-base"), why: { kind: "timeout", seconds: 30 } },
      { id: "no-answer", ...failed("read-base"), why: { kind: "connection-ended" } },
      { id: "no-answer", ...failed("read-base"), why: { kind: "endless-redirects" } },
      { id: "no-answer", ...failed("read-base"), why: { kind: "other-host", origin: null } },
      { id: "no-answer", ...failed("read-base"), why: { kind: "other-host", origin: text("origin") } },
      { id: "no-answer", ...failed("read-base"), why: { kind: "too-large" } },
      { id: "no-answer", ...failed("read-base"), why: { kind: "not-json", status: null } },
      { id: "no-answer", ...failed("read-base"), why: { kind: "not-json", status: 407 } },
      { id: "no-answer", ...failed("read-base"), why: { kind: "certificate", detail } },
      {
        id: "no-answer",
        ...failed("read-base"),
        why: { kind: "other", detail },
        givenUp: { kind: "tries", tries: 3 },
      },
    ],
    "server-error": [{ id: "server-error", ...failed("push"), status: 502 }],
    "rate-limited": [
      { id: "rate-limited", ...failed("push"), status: 403, givenUp: { kind: "wait", until: null } },
      {
        id: "rate-limited",
        ...failed("push"),
        status: 429,
        givenUp: { kind: "wait", until: "2026-11-26T06:17:00.000Z" },
      },
    ],
    "token-refused": [{ id: "token-refused", ...failed("push") }],
    "no-permission": [{ id: "no-permission", ...failed("push") }],
    "nothing-there": [{ id: "nothing-there", ...failed("push") }],
    forbidden: [
      { id: "forbidden", ...failed("push"), detail },
      { id: "forbidden", ...failed("push"), detail: "" },
    ],
    "not-known-yet": [{ id: "not-known-yet", ...failed("push"), status: 404, detail }],
    "request-refused": [{ id: "request-refused", ...failed("push"), status: 422, detail }],
    "odd-answer": [{ id: "odd-answer", part: "pull_request.number" }],
    "folder-too-large": [{ id: "folder-too-large", path: text("path"), most: 1000 }],
    "merge-queue": [{ id: "merge-queue", number, base }],
    "merge-method": [{ id: "merge-method", number, method: "squash" }],
    "may-not-open": [
      {
        id: "may-not-open",
        branch,
        compareUrl: "https://github.com/acme/firewall/compare/main...x?expand=1",
      },
    ],
    "protected-branch": [
      { id: "protected-branch", branch, rules: [text("rule"), "update"], detail },
      { id: "protected-branch", branch, rules: [], detail: "" },
    ],
    "creation-refused": [{ id: "creation-refused", branch, detail }],
    "name-clash": [{ id: "name-clash", branch, other: text("other branch") }],
    "unexpected-error": [{ id: "unexpected-error", text: text("error") }],
    "changed-too-often": some(
      (
        [
          "branch-appeared",
          "branch-moved",
          "branch-came-and-went",
          "base-moved",
          "folder-missed",
          "pull-request-changed",
          "pull-request-closed",
          "note-changed",
          "not-found-yet",
        ] as const
      ).map((reason) => ({ id: "changed-too-often", tries: 3, reason })),
    ),
    "not-a-file": [
      { id: "not-a-file", path: text("path"), type: "symlink" },
      { id: "not-a-file", path: text("path"), type: "submodule" },
      { id: "not-a-file", path: text("path"), type: "folder" },
    ],
    "not-a-folder": [{ id: "not-a-folder", path: text("path"), type: "file" }],
    "file-too-large": [{ id: "file-too-large", path: text("path"), bytes: 9_000_000, most: 8_388_608 }],
    "branch-is-base": [{ id: "branch-is-base", branch }],
    "no-such-base": [{ id: "no-such-base", base }],
    "other-target": [{ id: "other-target", number, branch }],
    "foreign-branch": [{ id: "foreign-branch", branch }],
    "other-folder": [{ id: "other-folder", number, folder: text("folder") }],
    "other-base": [{ id: "other-base", branch, base }],
    "edited-branch": [{ id: "edited-branch", branch }],
    "no-drafts": [{ id: "no-drafts", number }],
    "pushed-while-deleted": [{ id: "pushed-while-deleted", branch, sha: "5f0c1f2b8f8d" }],
    "schedule-ends": [
      { id: "schedule-ends", base, days: 45, daysLeft: 15, isPublic: true },
      { id: "schedule-ends", base, days: 61, daysLeft: 0, isPublic: null },
    ],
    "step-failed": some<FactsOf<Message, "step-failed">>([
      ...(["remind", "merge", "mark-closed", "comment", "delete-comment", "edit-body"] as const).map(
        (step) => ({ id: "step-failed", failed: { step, number }, because }) as const,
      ),
      { id: "step-failed", failed: { step: "delete-branch", branch }, because },
      { id: "step-failed", failed: { step: "restore-branch", branch }, because },
    ]),
    "cannot-remember": [{ id: "cannot-remember", because }],
    "not-added": some(
      (["label", "assignee", "reviewer", "team-reviewer"] as const).map((kind) => ({
        id: "not-added",
        kind,
        names: [text("name"), "octocat"],
        because,
      })),
    ),
    "not-assigned": [{ id: "not-assigned", names: [text("name")] }],
    "teams-unseen": [{ id: "teams-unseen" }],
    "long-open": [
      { id: "long-open", number, hours: 49, url: "https://github.com/acme/firewall/pull/12" },
      { id: "long-open", number, hours: 1, url: "https://github.com/acme/firewall/pull/12" },
    ],
    overdue: [{ id: "overdue", number, hours: 80, failAfterHours: 72 }],
    "no-required-check": [{ id: "no-required-check", number, base }],
    "only-rebase": [{ id: "only-rebase" }],
    "start-again": [
      { id: "start-again", branch, number, because },
      { id: "start-again", branch, number: null, because: { id: "only-rebase" } },
    ],
  };
  return Object.values(samples).flat();
}

/** Everything that can be wrong with the inputs. A problem that is missing here doesn't compile. */
export function inputSamples(text: Text): readonly InputProblem[] {
  const value = text("value");
  const input = { input: "lists", value };
  const bare = { input: "lists" };
  const app = { app: "shop", field: "region" };
  const entry = { entry: 3 };
  const line = { secrets: "secret-keys", line: 2, owner: "shop" };
  const known = ["all", "webhook-china"];
  const faults = [
    "empty",
    "invisible",
    "not-unicode",
    "ref-too-long",
    "full-ref",
    "reserved-by-git",
    "leading-hyphen",
    "looks-like-a-commit",
    "forbidden-character",
    "forbidden-sequence",
    "trailing-dot",
    "stray-slash",
    "part-leading-dot",
    "part-lock",
    "not-relative",
    "backslash",
    "path-too-long",
    "empty-part",
    "leaves-repository",
    "dot-part",
    "git-part",
    "part-too-long",
    "not-a-login",
    "team-with-organisation",
    "not-a-team",
    "reserved-trailer",
    { longerThan: 256 },
  ] as const;
  const number = { whole: true, minimum: 1, maximum: 720, quoted: true };
  const samples: Samples<InputProblem> = {
    "both-set": [
      { id: "both-set", names: ["region", "endpoint"] },
      { id: "both-set", place: { app: "shop" }, names: ["region", "endpoint"] },
    ],
    "secret-key-empty": [{ id: "secret-key-empty" }],
    "sdk-app-id-empty": [{ id: "sdk-app-id-empty" }],
    "token-empty": [{ id: "token-empty" }],
    "token-odd": [{ id: "token-odd" }],
    "apps-aliases": [{ id: "apps-aliases" }],
    "no-server": [
      { id: "no-server", regions: known },
      { id: "no-server", place: entry },
    ],
    "foreign-endpoint": [
      { id: "foreign-endpoint", place: bare },
      { id: "foreign-endpoint", place: app },
    ],
    "unknown-name": [
      { id: "unknown-name", place: bare, value, known, suggestion: "all" },
      { id: "unknown-name", place: app, value, known, suggestion: null },
    ],
    "unknown-region": [{ id: "unknown-region", place: bare, value, known, suggestion: "china" }],
    "refused-by-core": some(
      (["sdk-app-id", "identifier", "secret-key", "user-sig", "endpoint"] as const).map((rule) => ({
        id: "refused-by-core",
        place: line,
        rule,
        says: "must not contain a query",
      })),
    ),
    "secrets-without-apps": [{ id: "secrets-without-apps", input: "user-sigs" }],
    "apps-and-one": [{ id: "apps-and-one", inputs: ["region", "secret-key"] }],
    "not-a-switch": [{ id: "not-a-switch", place: bare, value }],
    "not-a-number": [
      { id: "not-a-number", place: app, value, ...number },
      { id: "not-a-number", place: bare, value, ...number, whole: false, quoted: false },
    ],
    "not-one-of": [
      { id: "not-one-of", place: bare, value, allowed: ["a", "b"] },
      { id: "not-one-of", place: bare, value, allowed: ["a", "b", "c"] },
    ],
    "not-a-text": [{ id: "not-a-text", place: app }],
    "not-a-list": [{ id: "not-a-list", place: app, example: "all" }],
    "no-name": [{ id: "no-name", input: "lists", value }],
    unfit: some(faults.map((fault) => ({ id: "unfit", place: input, fault }))),
    "branch-is-the-base": [{ id: "branch-is-the-base", branch: text("branch") }],
    "allowed-app": [{ id: "allowed-app", value, suggestion: "shop" }],
    "allowed-form": [{ id: "allowed-form", value, form: "list@digest", suggestion: null }],
    "allowed-digest": [{ id: "allowed-digest", value, named: "all" }],
    "apps-too-long": [{ id: "apps-too-long", most: 1_000_000 }],
    "apps-unreadable": [
      { id: "apps-unreadable", at: { line: 3, column: 4 }, fault: "BAD_INDENT" },
      { id: "apps-unreadable", at: null, fault: "MISSING_CHAR" },
    ],
    "apps-not-a-list": [
      { id: "apps-not-a-list", most: 500, found: 501 },
      { id: "apps-not-a-list", most: 500, found: null },
    ],
    "app-not-an-object": [{ id: "app-not-an-object", place: entry }],
    "app-name": [{ id: "app-name", place: entry }],
    "app-name-twice": [{ id: "app-name-twice", place: { app: "shop" } }],
    "app-without-id": [{ id: "app-without-id", place: { app: "shop" } }],
    "app-secret": [{ id: "app-secret", place: entry, field: "secret-key" }],
    "app-field": [
      { id: "app-field", place: entry, field: text("field"), known, suggestion: null },
      { id: "app-field", place: { app: "shop" }, field: text("field"), known, suggestion: "path" },
    ],
    "secret-lines": [
      { id: "secret-lines", input: "secret-keys", lines: [2] },
      { id: "secret-lines", input: "secret-keys", lines: [2, 5] },
    ],
    "secret-swapped": [{ id: "secret-swapped", place: line }],
    "secret-of-nobody": [{ id: "secret-of-nobody", place: line, app: text("app"), suggestion: "shop" }],
    "secret-twice": [{ id: "secret-twice", place: line, app: "shop" }],
    "secrets-missing": [{ id: "secrets-missing", apps: ["shop", "bank"], more: 3 }],
    "shared-folder": [{ id: "shared-folder", apps: ["shop", "bank"], path: text("path") }],
    "not-a-url": [{ id: "not-a-url", variable: "GITHUB_API_URL" }],
    "no-repository": [{ id: "no-repository" }],
    proxy: [{ id: "proxy", says: "https_proxy must not contain spaces" }],
    "no-proxy": [{ id: "no-proxy", says: "NO_PROXY: *.example.com matches nothing" }],
    "short-key": [
      { id: "short-key", app: null, length: 9 },
      { id: "short-key", app: "shop", length: 1 },
    ],
  };
  return Object.values(samples).flat();
}
