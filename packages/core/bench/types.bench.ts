// How much longer tsc checks a program because of the types, as built:
//   node packages/core/bench/types.bench.ts
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "./report.ts";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const tools = fileURLToPath(new URL("../../../node_modules", import.meta.url));
const programs = {
  with: `import { createChatClient } from "@chat-ip/core";
const client = createChatClient({ sdkAppId: 1400000000, secretKey: "key", region: "china" });
const { MsgKey } = await client.request("openim/sendmsg", {
  To_Account: "alice",
  MsgRandom: 1,
  MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "hello" } }],
});
for await (const page of client.pages("group_open_http_svc/get_appid_group_list")) console.log(page.GroupIdList, MsgKey);
`,
  without: 'import { connect } from "node:net";\nconsole.log(connect);\nexport {};\n',
} as const;

/** The best of some runs, since whatever else the machine does only adds to it. */
async function best(folder: string, program: keyof typeof programs): Promise<number> {
  const place = join(folder, program);
  await mkdir(place);
  await writeFile(join(place, "program.ts"), programs[program]);
  const compilerOptions = {
    module: "nodenext",
    target: "es2024",
    lib: ["esnext"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    types: ["node"],
    typeRoots: [join(tools, "@types")],
  };
  await writeFile(join(place, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    execFileSync(join(tools, ".bin/tsc"), ["-p", place], { stdio: "inherit" });
    return performance.now() - start;
  });
  return Math.min(...times);
}

if (existsSync(join(packageFolder, "dist/index.d.ts"))) {
  const folder = await mkdtemp(join(tmpdir(), "chat-ip-core-types-"));
  try {
    await mkdir(join(folder, "node_modules/@chat-ip"), { recursive: true });
    await symlink(packageFolder, join(folder, "node_modules/@chat-ip/core"));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    const ms = (await best(folder, "with")) - (await best(folder, "without"));
    report("types checked by tsc, over a program without them", ms / 1000, " s", "1 s", ms <= 1000);
  } finally {
    await rm(folder, { recursive: true });
  }
} else {
  console.log("skipped checking types: build the packages first");
}
