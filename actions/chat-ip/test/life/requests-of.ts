import type { GitHubRequest } from "@chat-ip/github-emulator";
import { runHere } from "../harness/run-here.ts";
import type { LifePath } from "./paths.ts";

/** What an undisturbed run asks of GitHub, in order. */
export async function requestsOf(path: LifePath): Promise<readonly GitHubRequest[]> {
  await using world = await path.prepare();
  const before = world.github.requests.length;
  await runHere(world, path.inputs);
  return world.github.requests.slice(before);
}
