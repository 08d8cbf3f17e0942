import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type BuildOptions, build } from "esbuild";
import { describe, expect, test } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));
const conditions = ["@chat-ip/source"];

/** Bundles a program that uses the package, from its sources. */
async function bundle(program: string, options: BuildOptions): Promise<string> {
  return (await bundleFiles(program, options))[0] ?? "";
}

/** The same, all files, the program's own first. */
async function bundleFiles(program: string, options: BuildOptions): Promise<string[]> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder },
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    logLevel: "silent",
    ...options,
  });
  return (outputFiles ?? []).map((file) => file.text);
}

const useClient = 'import { createChatClient } from "@chat-ip/core"; globalThis.create = createChatClient;';

describe("a bundle", () => {
  test("of a client stays small: what is loaded at the start, and all of it, without undici", async () => {
    const options: BuildOptions = { platform: "node", external: ["undici"], conditions };
    const whole = await bundle(useClient, options);
    const [start = ""] = await bundleFiles(useClient, { ...options, splitting: true, outdir: "out" });
    expect(start.length).toBeGreaterThan(20_000);
    expect(start.length).toBeLessThanOrEqual(48_000);
    expect(whole.length).toBeLessThanOrEqual(66_000);
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
