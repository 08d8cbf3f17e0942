// Builds dist/: types by tsc, code by esbuild, in a few files instead of sixty, since each file that is imported costs time.
//   node scripts/build.ts
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleCore } from "./bundle-core.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));

rmSync(join(folder, "dist"), { recursive: true, force: true });
execFileSync("tsc", ["-p", "tsconfig.build.json"], { cwd: folder, stdio: "inherit" });
await bundleCore(join(folder, "dist"));
