import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs Chromium once with these options, and returns what it prints. */
export type RunChromium = (options: readonly string[]) => Promise<string>;

/** Options that keep a headless Chromium from asking the network for anything. */
const offline = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
  "--virtual-time-budget=10000",
];

/** Lends `use` a Chromium with an empty profile, and removes the profile afterwards. */
export async function withChromium(
  chromium: string,
  use: (run: RunChromium) => Promise<void>,
): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), "chat-ip-preview-"));
  try {
    await use(async (options) => {
      const { stdout } = await execute(chromium, [...offline, `--user-data-dir=${profile}`, ...options]);
      return stdout;
    });
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}
