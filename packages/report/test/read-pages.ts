import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Page } from "./rendered.ts";

/**
 * Reads many pages in a thread of its own: the test runner asks packages for their development builds, and micromark's
 * takes five times as long for the same HTML.
 */
export async function readPages(markdowns: readonly string[]): Promise<Page[]> {
  const worker = new Worker(new URL("./page-reader.ts", import.meta.url), {
    workerData: markdowns,
    execArgv: [],
  });
  const [pages]: Page[][] = await once(worker, "message");
  return pages ?? [];
}
