import type { ListOutcome, RunOutcome } from "@chat-ip/sync";
import { apiFailure, failedList, listOutcome, pullRequest, runOutcome } from "./build-outcome.ts";

type Loaded = Exclude<ListOutcome, { status: "failed" }>;

const committed = ["43.139.0.0/24", "43.139.2.0/24", "119.28.0.1"];

function loaded(outcome: ListOutcome): Loaded {
  if (outcome.status === "failed")
    throw new TypeError("The fixture has a failed list where a loaded one belongs.");
  return outcome;
}

/** A list through the real comparison, with `text` in everything of it that comes from outside. */
function withText(outcome: Loaded, text: (field: string) => string): ListOutcome {
  return {
    ...outcome,
    invalid: [
      {
        line: 7,
        text: text("file line"),
        kind: "not-an-address",
        reason: text("reason of a file line"),
        recovered: null,
      },
    ],
    keep: [{ reason: text("keep reason"), prefixes: ["101.33.4.0/28"] }],
    adjusted: [{ entry: text("entry"), prefix: "43.139.4.1", changed: "host-bits-cleared" }],
    findings: outcome.findings.map((finding) => ({
      ...finding,
      what: text("finding"),
      message: text("finding"),
    })),
    nearMisses: [
      {
        line: 9,
        text: text("near miss"),
        kind: "not-a-keep-line",
        reason: "is read as a plain comment",
        suggestion: text("near miss"),
      },
    ],
    file: { ...outcome.file, path: text("file path") },
  };
}

/** A run in which every text from outside is given by `text`, which is told the field. */
export function outcomeSaying(text: (field: string) => string): RunOutcome {
  const drift = loaded(
    listOutcome({
      list: "webhook-china",
      committed,
      live: [...committed, "101.32.118.0/24", `entry ${text("refused entry")}`],
      allowSuspicious: true,
    }),
  );
  const held = loaded(listOutcome({ list: "native-china", committed, live: [] }));
  const failure = apiFailure(
    70003,
    {
      what: `GetIPList was refused; the server says: ${text("ErrorInfo")}`,
      remedy: text("remedy"),
    },
    { errorInfo: text("ErrorInfo") },
  );
  return runOutcome([withText(drift, text), withText(held, text), failedList("web-china", failure)], {
    pullRequest: pullRequest({
      branch: text("branch"),
      verified: false,
      verificationReason: text("verification reason"),
      others: {
        commits: [{ sha: "5f0c1f2b8f8d4f3c9e1a7b6d5c4e3f2a1b0c9d8e", author: text("author") }],
        files: [text("changed file")],
      },
    }),
    warnings: [
      {
        id: "not-added",
        kind: "label",
        names: [text("label")],
        because: { id: "forbidden", purpose: "add-labels", detail: text("warning") },
      },
      { id: "unexpected-error", text: text("unexpected error") },
    ],
    context: {
      repository: text("repository"),
      source: { endpoint: text("endpoint host") },
      path: text("path"),
      base: text("base"),
      branch: text("branch"),
      runUrl: text("run link"),
      version: text("version"),
      tokenKind: "actions",
    },
  });
}

/** One telling example a field, as the golden files show them. */
const examples: Readonly<Record<string, string>> = {
  "file line": "203.0.113.7 <!-- chat-ip:end --> | `@acme/owners`",
  "reason of a file line": "an address, **not** [this](https://evil.example)",
  "near miss": "; keep: <b>office</b> @octocat",
  author: "mallory](https://evil.example)",
  "changed file": "src/`rm -rf`|<b>.js",
  "keep reason": "ask @acme/owners, see #12 and www.evil.example :tada:",
  entry: "43.139.4.1\u202e/24```",
  "refused entry": "</details><img src=x onerror=alert(1)>",
  finding: '1 entry is no address: "</details>", says @octocat (https://evil.example).',
  ErrorInfo: "bad usersig\n::error::@acme/owners $x$ 5f0c1f2b8f8d GH-12 \u001b[31m",
  remedy: "Run `chat-ip --check` with **care**, or see <a href='https://evil.example'>here</a>.",
  branch: "update/`<b>`|@octocat",
  warning: 'Label "<img src=x>" is not there; ask @acme/owners.',
};

export function hostileOutcome(): RunOutcome {
  const plausible: Readonly<Record<string, string>> = {
    repository: "acme/firewall",
    "endpoint host": "chat.evil.example",
    path: "chat-ips",
    "file path": "chat-ips/webhook-china.txt",
    base: "release/@octocat",
    "run link": "https://github.com/acme/firewall/actions/runs/9876543210",
    version: "1.0.0",
    "verification reason": "unsigned",
  };
  return outcomeSaying((field) => examples[field] ?? plausible[field] ?? "<b>#1</b>");
}
