import { fileURLToPath } from "node:url";
import { buildAction } from "../../build.ts";

/** Builds the bundle before the tests, so that they never run a stale one. */
export async function setup(): Promise<void> {
  await buildAction(fileURLToPath(new URL("../../dist", import.meta.url)));
}
