import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withCodeTable } from "../scripts/render-code-table.ts";
import { readClientOptions } from "../src/read-client-options.ts";
import { regionNames, regions } from "../src/regions.ts";
import { type ConnectProxy, createConnectProxy } from "./connect-proxy.ts";
import { createLoopbackInternet, type LoopbackInternet, testCaFile } from "./loopback-internet.ts";
import { runProgram, typecheck } from "./run-program.ts";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const snippets = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] ?? "");

// The programs run as they are, with the names of regions: a proxy in their environment leads every host of the API to an
// emulator on loopback, over TLS that the environment makes them trust.
let singapore: Emulator;
let frankfurt: Emulator;
let internet: LoopbackInternet;
let proxy: ConnectProxy;
let folder: string;

beforeAll(async () => {
  singapore = await createEmulator({
    region: "singapore",
    lists: { "webhook-global": ["203.0.113.0/24", "2001:db8::/32"] },
    commands: {
      "im_open_login_svc/account_check": { ResultItem: [] },
      "openim/sendmsg": { MsgTime: 1_700_000_000, MsgKey: "4294967295_1234567_1700000000" },
      "group_open_http_svc/get_appid_group_list": {
        TotalCount: 2,
        GroupIdList: [{ GroupId: "@TGS#1" }, { GroupId: "@TGS#2" }],
        Next: 0,
      },
      "new_service/new_command": { Count: 7 },
    },
  });
  frankfurt = await createEmulator({
    region: "frankfurt",
    sdkAppId: 1_400_000_001,
    secretKey: "the-key-of-the-app-in-europe",
    lists: { "webhook-global": ["198.51.100.7"] },
  });
  internet = await createLoopbackInternet(
    Object.fromEntries(
      regionNames.map((name) => [regions[name].host, (name === "frankfurt" ? frankfurt : singapore).url]),
    ),
  );
  proxy = await createConnectProxy({ kind: "tunnel", port: internet.port });

  // A project of a user's own, which has the package among its modules.
  folder = await mkdtemp(join(tmpdir(), "chat-ip-core-readme-"));
  await mkdir(join(folder, "node_modules/@chat-ip"), { recursive: true });
  await symlink(packageFolder, join(folder, "node_modules/@chat-ip/core"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await Promise.all(snippets.map((snippet, index) => writeFile(join(folder, `${index}.ts`), snippet)));
});

afterAll(async () => {
  await Promise.all([proxy.close(), internet.close()]);
  await Promise.all([singapore.close(), frankfurt.close()]);
  await rm(folder, { recursive: true });
});

test("the first program ends by line 15", () => {
  expect(readme.split("\n").indexOf("```")).toBeLessThan(15);
  expect(snippets.length).toBeGreaterThanOrEqual(8);
});

test.concurrent.each(snippets.map((snippet, index) => [index, snippet] as const))(
  "program %i prints what its comments say",
  async (index, snippet) => {
    const promised = [...snippet.matchAll(/; \/\/ → (.*)$/gm)].flatMap((match) =>
      (match[1] ?? "").split(" → "),
    );
    expect(promised.length).toBeGreaterThan(0);
    const { stdout, stderr } = await runProgram(join(folder, `${index}.ts`), [], {
      HTTPS_PROXY: proxy.url,
      NODE_EXTRA_CA_CERTS: testCaFile,
      CHAT_SECRET_KEY: singapore.secretKey,
      CHAT_SECRET_KEY_EUROPE: frankfurt.secretKey,
    });
    expect(stderr).toBe("");
    expect(stdout.trimEnd().split("\n")).toEqual(promised);
  },
);

test("the programs fit the types", async () => {
  await typecheck(folder);
});

test("lists from two regions' apps take fewer than 15 lines", () => {
  const snippet = snippets.find((each) => each.includes("CHAT_SECRET_KEY_EUROPE")) ?? "";
  expect(snippet.trimEnd().split("\n").length).toBeLessThan(15);
});

test("the table of error codes is up to date", () => {
  expect(readme).toBe(withCodeTable(readme));
});

test("describes every option of createChatClient and nothing else", () => {
  const section = /^## `createChatClient\(options\)`$(.*?)^### /ms.exec(readme)?.[1] ?? "";
  const described = [...section.matchAll(/^\| (`\w+`.*?) \|/gm)].flatMap((row) =>
    [...(row[1] ?? "").matchAll(/`(\w+)`/g)].map((name) => name[1]),
  );
  const read = Object.keys(readClientOptions({ sdkAppId: 1, secretKey: "k", region: "china" }));
  const shownAsOthers = {
    credentials: ["secretKey", "userSig", "expireSeconds"],
    primary: ["endpoint"],
    backup: ["backupEndpoint"],
    systemTime: [],
    documentedLimits: [],
    userAgent: ["appInfo"],
  };
  const expected = read.flatMap((name) =>
    Object.hasOwn(shownAsOthers, name) ? shownAsOthers[name as keyof typeof shownAsOthers] : [name],
  );
  expect(described.sort()).toEqual(expected.sort());
});
