import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";

const folder: string = join(import.meta.dirname, "..");

/**
 * Puts core's version into src/version.ts, for every bundle that core is part of: requests name it in `User-Agent`.
 * 0.0.0, which no release has, stays "dev".
 */
export const stampVersion: Plugin = {
  name: "stamp-version",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]core[\\/]src[\\/]version\.ts$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
        version: string;
      };
      const source = readFileSync(path, "utf8");
      if (!source.includes('"dev"')) throw new Error('version.ts has no "dev" to replace');
      const stamped = version === "0.0.0" ? source : source.replace('"dev"', JSON.stringify(version));
      return { contents: stamped, loader: "ts" };
    });
  },
};
