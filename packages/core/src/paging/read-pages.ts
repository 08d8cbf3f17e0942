import type { PagingFacts } from "@chat-ip/commands";
import { ChatResponseError } from "../errors.ts";
import { createRepeatFilter } from "./drop-repeats.ts";
import { type Fields, firstBody, nextPage } from "./next-page.ts";

/** One page, and where it came from. */
interface Page {
  readonly answer: Fields;
  readonly place: { readonly command: string; readonly host: string; readonly attempts: number };
}

/**
 * Asks for one page after the other, each when it is wanted.
 *
 * @throws {ChatResponseError} when an answer doesn't lead to the next page.
 */
export async function* readPages(
  facts: PagingFacts,
  body: Fields,
  ask: (body: Fields) => Promise<Page>,
): AsyncGenerator<Fields, void, undefined> {
  const withoutRepeats = createRepeatFilter(facts);
  for (let wanted = firstBody(facts, body); ; ) {
    const { answer, place } = await ask(wanted);
    yield withoutRepeats(answer);
    const step = nextPage(facts, wanted, answer);
    if (step.kind === "done") return;
    if (step.kind === "stuck") {
      throw new ChatResponseError(step.why, {
        ...place,
        remedy: "The pages until here are complete. Report it to the vendor.",
      });
    }
    wanted = step.body;
  }
}
