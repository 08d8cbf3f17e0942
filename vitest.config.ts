import { defineConfig } from "vitest/config";

const resolve = { conditions: ["@chat-ip/source", "node", "import", "module", "default"] };

export default defineConfig({
  test: {
    projects: ["packages/*", "actions/*"].map((include) => ({
      resolve,
      ssr: { resolve },
      test: {
        name: include.split("/")[0] ?? include,
        include: [`${include}/{src,test}/**/*.test.ts`],
        testTimeout: 30_000,
      },
    })),
  },
});
