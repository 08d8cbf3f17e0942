import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runCommand } from "../run-command.ts";
import { bundlers, mainFile } from "./bundle.ts";

/** Programs, and how many bytes of their bundle they may load, undici not included. */
const programs = [
  {
    name: "client",
    limit: 40_000,
    source: `import { createChatClient } from "@chat-ip/core";
const client = createChatClient({ sdkAppId: 1, secretKey: "key", endpoint: process.argv[2] });
const { ErrorCode } = await client.request("openim/sendmsg");
await client.close();
if (ErrorCode !== 0) process.exitCode = 1;
`,
  },
  {
    name: "matcher",
    limit: 12_000,
    source: `import { createMatcher } from "@chat-ip/allowlist";
const matcher = createMatcher(["203.0.113.0/24", "2001:db8::/32"]);
if (!matcher.has("203.0.113.7")) process.exitCode = 1;
`,
  },
] as const;

// Prints the files that a program loads.
const recorder = `import { registerHooks } from "node:module";
const loaded = [];
registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
process.on("exit", () => console.log(loaded.join("\\n")));
`;

/**
 * Bundles programs with each bundler in a project that has the packages installed, runs the bundles, and compares the size of
 * the files that they load with the limits. Also checks that no bundler makes a client for browsers.
 *
 * @returns sizes, and sentences about what is wrong
 */
export async function checkBundles(
  project: string,
): Promise<{ readonly sizes: readonly string[]; readonly problems: readonly string[] }> {
  await using server = await answeringServer();
  const sizes: string[] = [];
  const problems: string[] = [];
  const record = join(project, "record-loaded.mjs");
  await writeFile(record, recorder);
  for (const { name, source, limit } of programs) {
    const entry = join(project, `${name}.mjs`);
    await writeFile(entry, source);
    for (const [bundler, bundle] of Object.entries(bundlers)) {
      const folder = join(project, "bundles", `${name}-${bundler}`);
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      await bundle({ entry, folder, platform: "node" });
      const output = await runCommand(
        [process.execPath, "--import", pathToFileURL(record).href, mainFile(folder), server.url],
        { cwd: project },
      );
      const loaded = new Set(output.split("\n"));
      const files = await readdir(folder);
      let bytes = 0;
      let whole = 0;
      for (const file of files) {
        const { size } = await stat(join(folder, file));
        whole += size;
        if (loaded.has(pathToFileURL(join(folder, file)).href)) bytes += size;
      }
      sizes.push(`${name} with ${bundler} ${inKilobytes(bytes)} of ${inKilobytes(whole)}`);
      if (bytes === 0) problems.push(`the ${name} bundled with ${bundler} loaded none of its files`);
      if (bytes > limit) {
        problems.push(`the ${name} bundled with ${bundler} loads ${bytes} bytes, more than ${limit}`);
      }
    }
  }
  for (const [bundler, bundle] of Object.entries(bundlers)) {
    const folder = join(project, "bundles", `browser-${bundler}`);
    const refused = await bundle({ entry: join(project, "client.mjs"), folder, platform: "browser" }).then(
      () => false,
      () => true,
    );
    if (!refused) problems.push(`${bundler} makes a client for browsers, where everybody could read its key`);
  }
  return { sizes, problems };
}

const inKilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** A server on loopback with the one answer that the client needs. */
async function answeringServer(): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.end('{"ActionStatus":"OK","ErrorCode":0}'));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
