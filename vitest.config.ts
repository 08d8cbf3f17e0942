import { readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Packages are resolved to their sources, so that tests need no build of them. */
const resolve = { conditions: ["@chat-ip/source", "node", "import", "module", "default"] };

const rooms = ["packages", "actions"].flatMap((folder) =>
  readdirSync(folder).map((name) => `${folder}/${name}`),
);

export default defineConfig({
  test: {
    // Left to itself, it keeps a core free; on two cores that is half of the machine.
    maxWorkers: 2,
    projects: [...rooms, "scripts"].map((room) => ({
      resolve,
      ssr: { resolve },
      test: {
        name: room,
        include: [`${room}/**/*.test.ts`],
        // No test leaves anything behind in its process, so files may share one: that saves a start for each.
        isolate: false,
        testTimeout: 60_000,
        hookTimeout: 60_000,
        globalSetup: room === "actions/chat-ip" ? ["actions/chat-ip/test/harness/build-bundle.ts"] : [],
      },
    })),
  },
});
