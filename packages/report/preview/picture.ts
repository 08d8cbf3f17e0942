import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { RunOutcome } from "@chat-ip/sync";
import { inChinese, situations } from "../test/situations.ts";
import { picturePage, pictureWidth } from "./picture-page.ts";
import { withChromium } from "./with-chromium.ts";

// Makes the pictures of a pull request that the READMEs show, in both languages, light and dark.
// It needs Chromium, pngquant and the Noto fonts: CONTRIBUTING.md says how to get them.

const { values } = parseArgs({
  options: {
    chromium: { type: "string", default: "chromium" },
    pngquant: { type: "string", default: "pngquant" },
  },
});

const pictures = join(import.meta.dirname, "../../../docs/pictures");
const waiting = situations["11-waiting-removals"]?.();
if (!waiting) throw new TypeError("The situation that the pictures show is gone.");
// Opened with the workflow's own token, as in the first hour.
const situation: RunOutcome = { ...waiting, context: { ...waiting.context, tokenKind: "actions" } };
const outcomes: Readonly<Record<string, RunOutcome>> = {
  "pull-request": situation,
  "pull-request.zh-CN": inChinese(situation),
};

const folder = mkdtempSync(join(tmpdir(), "chat-ip-picture-"));
mkdirSync(pictures, { recursive: true });
try {
  for (const style of ["style.css", "picture.css"]) {
    copyFileSync(join(import.meta.dirname, style), join(folder, style));
  }
  await withChromium(values.chromium, async (run) => {
    for (const [name, outcome] of Object.entries(outcomes)) {
      const page = join(folder, `${name}.html`);
      writeFileSync(page, picturePage(outcome));
      const address = pathToFileURL(page);
      // The page writes its height into its own title.
      const source = await run([`--window-size=${pictureWidth},800`, "--dump-dom", address.href]);
      const height = /<title>(\d+)<\/title>/.exec(source)?.[1];
      if (height === undefined) throw new Error(`${page} doesn't say how high it is.`);
      for (const theme of ["light", "dark"]) {
        address.hash = theme;
        const raw = join(folder, "raw.png");
        const picture = join(pictures, `${name}.${theme}.png`);
        await run([
          `--window-size=${pictureWidth},${height}`,
          "--force-device-scale-factor=2",
          `--screenshot=${raw}`,
          address.href,
        ]);
        execFileSync(values.pngquant, ["--force", "--strip", "--speed=1", "--output", picture, "32", raw]);
        console.log(picture);
      }
    }
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
