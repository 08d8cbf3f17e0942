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
 * @param stuck makes the error that is thrown when an answer doesn't lead to another page.
 */
export async function* readPages(
  facts: PagingFacts,
  body: Fields,
  ask: (body: Fields) => Promise<Page>,
  stuck: (why: string, failure: Page["place"] & { readonly remedy: string }) => Error,
): AsyncGenerator<Fields, void, undefined> {
  const withoutRepeats = createRepeatFilter(facts);
  const asked = new Set<string>();
  for (let wanted = firstBody(facts, body); ; ) {
    asked.add(keyOf(wanted));
    const { answer, place } = await ask(wanted);
    yield withoutRepeats(answer);
    const step = nextPage(facts, wanted, answer);
    if (step.kind === "done") return;
    const failure = { ...place, remedy: "The pages until here are complete. Report it to the vendor." };
    if (step.kind === "stuck") throw stuck(step.why, failure);
    // Otherwise a server that goes round in circles would be asked forever.
    if (asked.has(keyOf(step.body))) throw stuck("it leads back to a page that was read already", failure);
    wanted = step.body;
  }
}

/** A request's body as text, to recognise it. */
function keyOf(body: Fields): string {
  return JSON.stringify(body, (_field, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}
