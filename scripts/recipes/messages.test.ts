import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseMarkdown } from "../docs/markdown.ts";
import { repositoryRoot } from "../report-problems.ts";
import { readActionMetadata } from "../workflows/action-metadata.ts";

// The steps of docs/recipes/messages.md, run by bash as a runner does, against a server that answers as the vendor does.

interface Step {
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

const read = (path: string): Promise<string> => readFile(join(repositoryRoot, path), "utf8");
const blocks = parseMarkdown(await read("docs/recipes/messages.md"))
  .fences.filter(({ language }) => language === "yaml")
  .map(({ code }) => parse(code));
const [workflow, [wecom], [feishu]] = blocks;
const steps: Readonly<Record<string, Step>> = {
  Slack: workflow.jobs["chat-ips"].steps.at(-1),
  WeCom: wecom,
  Feishu: feishu,
};

const hasPrograms = ["bash", "curl", "jq"].every((name) => spawnSync(name, ["--version"]).status === 0);

/** What a run may leave behind. */
const created = {
  OUTCOME: "success",
  OPERATION: "created",
  PULL_REQUEST_URL: "https://github.com/acme/firewall/pull/12",
  ADDED: "2",
  REMOVED: "0",
  GRADE: "routine",
  RUN_URL: "https://github.com/acme/firewall/actions/runs/7",
};
const nothing = { OPERATION: "", PULL_REQUEST_URL: "", ADDED: "", REMOVED: "", GRADE: "" };
const failed = { ...created, ...nothing, OUTCOME: "failure" };

interface Sent {
  readonly exitCode: number | null;
  readonly output: string;
  readonly type: string | undefined;
  readonly body: unknown;
  /** files that the step left in its folder */
  readonly files: readonly string[];
}

async function send(
  { run }: Step,
  env: Readonly<Record<string, string>>,
  answer: { readonly status: number; readonly body: string },
): Promise<Sent> {
  const folder = await mkdtemp(join(tmpdir(), "chat-ip-message-"));
  let type: string | undefined;
  let body: unknown = null;
  const server = createServer(async (request, response) => {
    type = request.headers["content-type"];
    body = JSON.parse(await text(request));
    response.writeHead(answer.status).end(answer.body);
  }).listen(0, "127.0.0.1");
  try {
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
      cwd: folder,
      env: { PATH: process.env.PATH, WEBHOOK_URL: `http://127.0.0.1:${port}/hook?key=secret`, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr, [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    return { exitCode, output: `${stdout}${stderr}`, type, body, files: await readdir(folder) };
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

const accepted = {
  Slack: { status: 200, body: "ok" },
  WeCom: { status: 200, body: '{"errcode":0,"errmsg":"ok"}' },
  Feishu: { status: 200, body: '{"code":0,"data":{},"msg":"success"}' },
};
const refused = {
  Slack: { status: 404, body: "no_service", reason: "no_service" },
  WeCom: {
    status: 200,
    body: '{"errcode":93000,"errmsg":"invalid webhook url"}',
    reason: "invalid webhook url",
  },
  Feishu: { status: 200, body: '{"code":19024,"msg":"Key Words Not Found"}', reason: "Key Words Not Found" },
};
const vendors = ["Slack", "WeCom", "Feishu"] as const;
const stepOf = (vendor: (typeof vendors)[number]): Step => steps[vendor] as Step;

/** A message in the form that the vendor documents, around its text. */
const formOf = {
  Slack: (content: string) => ({ text: content }),
  WeCom: (content: string) => ({ msgtype: "markdown", markdown: { content } }),
  Feishu: (content: string) => ({ msg_type: "text", content: { text: content } }),
};

it.each(vendors)("%s: no expression is part of the command, and every output exists", async (vendor) => {
  const { run, env, shell } = stepOf(vendor);
  expect(run).not.toContain("${{");
  expect(shell).toBe("bash");
  const { outputs } = readActionMetadata("action.yml", await read("actions/chat-ip/action.yml"));
  const names = outputs.map(({ name }) => name);
  const used = Object.values(env).flatMap(
    (value) => /steps\.chat-ips\.outputs\.([\w-]+)/.exec(value)?.[1] ?? [],
  );
  expect(used).toHaveLength(5);
  expect(names).toEqual(expect.arrayContaining(used));
  expect(Object.keys(env).sort()).toEqual(["WEBHOOK_URL", ...Object.keys(created)].sort());
});

describe.skipIf(!hasPrograms)("with bash, curl and jq", () => {
  it.each([
    [
      "Slack",
      created,
      "*Chat IP allowlists*\nPull request created: +2 −0 prefixes, routine. https://github.com/acme/firewall/pull/12",
    ],
    [
      "Slack",
      failed,
      "*Chat IP allowlists*\nThe run failed: https://github.com/acme/firewall/actions/runs/7\n",
    ],
    [
      "WeCom",
      created,
      "**IM 白名单**\nPR 已创建：新增 2 个前缀，移除 0 个，常规变更。[查看 PR](https://github.com/acme/firewall/pull/12)",
    ],
    [
      "WeCom",
      failed,
      '**IM 白名单**\n<font color="warning">运行失败</font>：[查看运行](https://github.com/acme/firewall/actions/runs/7)',
    ],
    [
      "Feishu",
      { ...created, OPERATION: "merged", GRADE: "look-closely" },
      "IM 白名单\nPR 已合并：新增 2 个前缀，移除 0 个，请仔细检查。https://github.com/acme/firewall/pull/12",
    ],
    ["Feishu", failed, "IM 白名单\n运行失败：https://github.com/acme/firewall/actions/runs/7"],
  ] as const)("%s gets its message in the documented form (%#)", async (vendor, env, content) => {
    const sent = await send(stepOf(vendor), env, accepted[vendor]);
    expect(sent.exitCode, sent.output).toBe(0);
    expect(sent.type).toBe("application/json");
    expect(sent.body).toEqual(formOf[vendor](content));
  });

  it.each(vendors)("%s: a refused message fails the step, with the answer in the log", async (vendor) => {
    const sent = await send(stepOf(vendor), created, refused[vendor]);
    expect(sent.exitCode).not.toBe(0);
    expect(sent.output).toContain(refused[vendor].reason);
    expect(sent.output).not.toContain("key=secret");
  });

  it.each(vendors)("%s: text from outside is only ever text", async (vendor) => {
    const hostile = '$(touch hacked) `touch hacked` "; touch hacked; \\(env.PATH) <!channel> 🙂\n';
    const env = { ...created, PULL_REQUEST_URL: hostile, ADDED: hostile, GRADE: hostile, OPERATION: hostile };
    const sent = await send(stepOf(vendor), env, accepted[vendor]);
    expect(sent.exitCode, sent.output).toBe(0);
    expect(sent.files.filter((name) => name !== "answer.json")).toEqual([]);
    const said = JSON.stringify(sent.body);
    expect(said).toContain("$(touch hacked) `touch hacked`");
    if (vendor === "Slack") expect(said).not.toContain("<!channel>");
  });
});
