import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { describe, expect, test } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));
const conditions = ["@chat-ip/source"];

/** Bundles a program that uses the package, from its sources. */
async function bundle(program: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...inMemory(program), ...options });
  return outputFiles?.[0]?.text ?? "";
}

function inMemory(program: string) {
  return {
    stdin: { contents: program, resolveDir: folder },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: "esm",
    logLevel: "silent",
  } as const satisfies BuildOptions;
}

/** Files of a bundle and all that they import before they run. */
function withImports(outputs: Metafile["outputs"], paths: readonly string[], found = new Set<string>()) {
  for (const path of paths) {
    const output = outputs[path];
    if (output === undefined || found.has(path)) continue;
    found.add(path);
    const needed = output.imports.filter(({ kind }) => kind === "import-statement");
    withImports(
      outputs,
      needed.map((each) => each.path),
      found,
    );
  }
  return found;
}

const useClient = 'import { createChatClient } from "@chat-ip/core"; globalThis.create = createChatClient;';

describe("a bundle", () => {
  test("of a client stays small: what a call needs that succeeds, and all of it, without undici", async () => {
    const options: BuildOptions = { platform: "node", external: ["undici"], conditions };
    const built = await build({ ...inMemory(useClient), ...options, splitting: true, outdir: "out" });
    const outputs = built.metafile?.outputs ?? {};
    const direct = Object.keys(outputs).find((path) => outputs[path]?.entryPoint?.endsWith("/direct.ts"));
    const loaded = [...withImports(outputs, ["out/stdin.js", direct ?? ""])];
    const size = (paths: readonly string[]) =>
      paths.reduce((sum, path) => sum + (outputs[path]?.bytes ?? Number.NaN), 0);
    expect(size(loaded)).toBeGreaterThan(30_000);
    expect(size(loaded)).toBeLessThanOrEqual(40_000);
    expect((await bundle(useClient, options)).length).toBeLessThanOrEqual(60_000);
  });

  test("reports what failed even if the files that explain it are gone", async () => {
    const place = await mkdtemp(join(tmpdir(), "chat-ip-core-bundle-"));
    try {
      const program = `import { createChatClient } from "@chat-ip/core";
        const client = createChatClient({ sdkAppId: 1, secretKey: "key", endpoint: "http://127.0.0.1:1", maxAttempts: 1 });
        await client.getIPList("all").catch((error) => console.log(error.name, error.kind, error.cause.code));`;
      const { outputFiles = [] } = await build({
        ...inMemory(program),
        platform: "node",
        external: ["undici"],
        conditions,
        splitting: true,
        outdir: place,
        outExtension: { ".js": ".mjs" },
        banner: {
          js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
        },
      });
      for (const { path, contents } of outputFiles) {
        if (!path.includes("read-outcome")) await writeFile(path, contents);
      }
      await symlink(join(folder, "node_modules"), join(place, "node_modules"));
      const { stdout } = await promisify(execFile)(process.execPath, [join(place, "stdin.mjs")]);
      expect(stdout).toBe("ChatNetworkError connect ECONNREFUSED\n");
    } finally {
      await rm(place, { recursive: true });
    }
  });

  test("needs no alias for the vendor's library", async () => {
    const text = await bundle(useClient, {
      platform: "node",
      format: "cjs",
      external: ["undici"],
      conditions,
    });
    expect(text).toContain("TLS.sdkappid");
  });

  test.each(["workerd", "worker", "edge-light"])("for %s has fetch and no undici", async (condition) => {
    // Bundlers for these set "browser" too.
    const options = {
      conditions: ["browser", condition, ...conditions],
      external: ["node:*", "crypto", "zlib"],
    };
    const text = await bundle(useClient, options);
    expect(text).toContain("redirect:");
    expect(text).not.toContain("undici");
  });

  test("for a browser can't be made", async () => {
    // Bundlers take this file for browsers, by the condition in package.json.
    const { exports } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    expect(exports["."].browser).toBe("./dist/browser.js");
    const program = useClient.replace("@chat-ip/core", "./src/browser.ts");
    await expect(bundle(program, { platform: "browser" })).rejects.toThrow("No matching export");
  });

  test("of the types alone is empty", async () => {
    const text = await bundle(
      'import type { ChatClient } from "@chat-ip/core"; export type X = ChatClient;',
      {
        loader: { ".js": "ts" },
        stdin: {
          contents: 'import type { ChatClient } from "@chat-ip/core"; export type X = ChatClient;',
          resolveDir: folder,
          loader: "ts",
        },
        conditions,
      },
    );
    expect(text.trim()).toBe("");
  });
});

test("CommonJS can require it", async () => {
  const program = 'const { signUserSig } = require("@chat-ip/core"); console.log(typeof signUserSig);';
  const args = ["--conditions=@chat-ip/source", "--input-type=commonjs", "-e", program];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder });
  expect([stdout, stderr]).toEqual(["function\n", ""]);
});
