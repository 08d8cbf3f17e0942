import { changeBodyState, readBodyState } from "../decision/markers.ts";
import { RefusedError } from "../errors.ts";
import type { Forge } from "../ports/forge.ts";
import type { PullRequest } from "../ports/repository.ts";

/**
 * Records in our region of the body that closing the pull request is what is left to do, so that it says nothing of its
 * content. Whoever took our region out did not want it there.
 */
export async function recordFarewell(
  {
    forge,
    now,
  }: { readonly forge: Pick<Forge, "pullRequest" | "editPullRequest">; readonly now: () => number },
  { number, body }: Pick<PullRequest, "number" | "body">,
): Promise<void> {
  const state = readBodyState(body);
  if (state === null || state.farewell !== null) return;
  // A person may have written into it since it was read.
  const changed = changeBodyState((await forge.pullRequest(number)).body, { farewell: now() });
  if (changed === null) return;
  const written = await forge.editPullRequest(number, { body: changed });
  if (written.kind === "refused") throw new RefusedError(written.message, { cause: written.cause });
}
