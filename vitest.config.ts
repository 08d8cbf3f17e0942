import { defineConfig } from "vitest/config";
import { LongFilesFirst } from "./scripts/check/long-files-first.ts";
import { compileCache } from "./scripts/compile-cache.ts";

/** Packages are resolved to their sources, so that tests need no build of them. */
const resolve = { conditions: ["@chat-ip/source", "node", "module"] };

export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    include: ["{packages,actions}/*/**/*.test.ts", "scripts/**/*.test.ts"],
    globalSetup: ["actions/chat-ip/test/harness/build-bundle.ts", "packages/cli/test/harness/pack-cli.ts"],
    env: compileCache,
    sequence: { sequencer: LongFilesFirst },
    setupFiles: process.env.CHAT_IP_FUZZ_SEED ? ["scripts/fuzz/seed-properties.ts"] : [],
    // Much of a test's time is waiting, for a socket or for a child process: two workers a core keep two cores busy.
    maxWorkers: 4,
    // No test leaves anything behind in its process, so files may share one: that saves a start for each.
    isolate: false,
    // One line a file: single tests are listed only if they take very long.
    slowTestThreshold: 30_000,
    // A slow machine misses any limit. A run that hangs is ended once nothing is reported any more: scripts/check.ts.
    testTimeout: 0,
    hookTimeout: 0,
    teardownTimeout: 600_000,
    expect: { poll: { timeout: 600_000 } },
  },
});
