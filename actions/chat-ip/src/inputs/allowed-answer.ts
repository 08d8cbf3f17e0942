import { isListName, type ListName, listNames } from "@chat-ip/core";
import { suggestion } from "./suggestion.ts";

/** One answer that a person has looked at: `list@digest`, or `app/list@digest`. */
export interface AllowedAnswer {
  readonly app: string | null;
  readonly list: ListName;
  readonly digest: string;
}

/**
 * Reads `list@digest`.
 *
 * @param apps names of the apps, where there are many: then it is `app/list@digest`
 * @returns the answer, or what is wrong with the text, completing the sentence that begins with it
 */
export function readAllowedAnswer(
  text: string,
  apps: readonly string[] | null,
): AllowedAnswer | { readonly problem: string } {
  const [, prefix, list = "", digest] = /^(?:(.*)\/)?(.*?)(?:@([0-9a-f]{12}))?$/.exec(text) ?? [];
  const copy = "Copy it from the message about the list that was held back.";
  if (apps !== null && (prefix === undefined || !apps.includes(prefix))) {
    const hint = prefix === undefined ? "" : suggestion(prefix, apps);
    return { problem: `does not begin with an app of \`apps\`: write \`app/list@digest\`.${hint} ${copy}` };
  }
  if (!isListName(list) || (apps === null && prefix !== undefined)) {
    const form = apps === null ? "list@digest" : "app/list@digest";
    return { problem: `is not \`${form}\`.${suggestion(list, listNames)} ${copy}` };
  }
  if (digest === undefined) {
    const named = prefix === undefined ? list : `${prefix}/${list}`;
    return {
      problem: `lacks the answer's digest. Write \`${named}@digest\` as the message about the list prints it: it lets through that answer only.`,
    };
  }
  return { app: prefix ?? null, list, digest };
}
