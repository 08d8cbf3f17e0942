import type { PagingFacts } from "@chat-ip/commands";
import { createRepeatFilter } from "./drop-repeats.ts";
import { type Fields, firstBody, nextPage } from "./next-page.ts";

/** One page, and where it came from. */
interface Page {
  readonly answer: Fields;
  readonly place: { readonly command: string; readonly host: string; readonly attempts: number };
}

/**
 * Asks for one page after the other, each when it is wanted. Imports no errors, since clients load it when they page.
 *
 * @param stuck makes the error that is thrown when an answer doesn't lead to the next page.
 */
export async function* readPages(
  facts: PagingFacts,
  body: Fields,
  ask: (body: Fields) => Promise<Page>,
  stuck: (why: string, place: Page["place"]) => Error,
): AsyncGenerator<Fields, void, undefined> {
  const withoutRepeats = createRepeatFilter(facts);
  for (let wanted = firstBody(facts, body); ; ) {
    const { answer, place } = await ask(wanted);
    yield withoutRepeats(answer);
    const step = nextPage(facts, wanted, answer);
    if (step.kind === "done") return;
    if (step.kind === "stuck") throw stuck(step.why, place);
    wanted = step.body;
  }
}
