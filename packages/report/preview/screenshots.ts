import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { withChromium } from "./with-chromium.ts";

/** Chromium's windows are no narrower than 500 pixels, so a phone is a frame inside one. */
const devices = [
  { name: "desktop", width: 1280, framed: false },
  { name: "phone", width: 500, framed: true },
];
const themes = ["light", "dark"];
/** Tall enough for the longest page whose folds are closed, at a phone's width. */
const height = 5000;

/** A page that shows another one, named in its address, as wide as a phone. */
export const phoneFrame: string = `<!doctype html>
<meta charset="utf-8">
<style>body { margin: 0; } iframe { width: 390px; height: ${height}px; border: 0; }</style>
<script>
  const frame = document.createElement("iframe");
  frame.src = location.search.slice(1) + location.hash;
  document.write(frame.outerHTML);
</script>
`;

/**
 * Takes a picture of each page, light and dark, as wide as a desktop's column and as a phone.
 *
 * @param chromium the program, by name or path
 * @param folder where the pages are, {@link phoneFrame} as `phone.html` among them; the pictures go there too
 * @returns the pictures' paths
 */
export async function takeScreenshots(
  chromium: string,
  folder: string,
  pages: readonly string[],
): Promise<string[]> {
  const pictures: string[] = [];
  const shots = pages.flatMap((page) =>
    themes.flatMap((theme) => devices.map((device) => ({ page, theme, device }))),
  );
  await withChromium(chromium, async (run) => {
    for (const { page, theme, device } of shots) {
      const picture = join(folder, `${page}.${theme}.${device.name}.png`);
      const address = pathToFileURL(join(folder, device.framed ? "phone.html" : `${page}.html`));
      if (device.framed) address.search = `${page}.html`;
      address.hash = theme;
      await run([`--window-size=${device.width},${height}`, `--screenshot=${picture}`, address.href]);
      pictures.push(picture);
    }
  });
  return pictures;
}
