import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { withChromium } from "./with-chromium.ts";

/** Widths of a phone's screen and of a laptop's, in CSS pixels. */
const widths = [390, 1280] as const;

/** A page that frames all others, and whose title says what in there is too wide. */
const measuringFrames = (pages: readonly string[], width: number): string => `<!doctype html>
<meta charset="utf-8">
<title>pending</title>
<script>
  const found = [];
  let measured = 0;
  addEventListener("message", ({ data, source }) => {
    const frame = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === source);
    measured += 1;
    if (data.length > 0) found.push(frame.name + ": " + data.join(", "));
    document.title = measured + " measured; " + found.join("; ");
  });
</script>
${pages.map((page) => `<iframe name="${page}" src="${page}.html?measure" style="width: ${width}px; height: 800px; border: 0"></iframe>`).join("\n")}
`;

/**
 * Finds what is wider than its room on a phone or on a laptop, with all folds open.
 *
 * @param chromium the program, by name or path
 * @param folder where the pages are
 * @returns a line for each width at which something is too wide
 */
export async function findTooWide(
  chromium: string,
  folder: string,
  pages: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  await withChromium(chromium, async (run) => {
    for (const width of widths) {
      const frames = join(folder, "measure.html");
      writeFileSync(frames, measuringFrames(pages, width));
      const source = await run(["--window-size=1400,900", "--dump-dom", pathToFileURL(frames).href]);
      const [, measured, wide] = /<title>(\d+) measured; (.*?)<\/title>/.exec(source) ?? [];
      if (Number(measured) !== pages.length) throw new Error(`Not every page was measured at ${width} px.`);
      if (wide !== "") found.push(`${width} px: ${wide?.replaceAll("&gt;", ">")}`);
    }
  });
  return found;
}
