import { isListName, type ListName, listNames, nearestName } from "@chat-ip/core";
import type { InputProblem } from "@chat-ip/report";
import { shortened } from "./input-reader.ts";

/** An answer that a person has checked: `list@digest`, or `app/list@digest`. */
export interface AllowedAnswer {
  readonly app: string | null;
  readonly list: ListName;
  readonly digest: string;
}

/**
 * Reads `list@digest`.
 *
 * @param apps names of the apps, where there are many: then it is `app/list@digest`
 * @returns the answer, or what is wrong with the text
 */
export function readAllowedAnswer(
  text: string,
  apps: readonly string[] | null,
): AllowedAnswer | { readonly problem: InputProblem } {
  const value = shortened(text);
  const [, prefix, list = "", digest] = /^(?:(.*)\/)?(.*?)(?:@([0-9a-f]{12}))?$/.exec(text) ?? [];
  if (apps !== null && (prefix === undefined || !apps.includes(prefix))) {
    const hint = prefix === undefined ? null : nearestName(prefix, apps);
    return { problem: { id: "allowed-app", value, suggestion: hint } };
  }
  if (!isListName(list) || (apps === null && prefix !== undefined)) {
    const form = apps === null ? "list@digest" : "app/list@digest";
    // Where the list's name is right, the digest is what is wrong.
    const [name = ""] = list.split("@");
    const suggestion = isListName(name) ? null : nearestName(name, listNames);
    return { problem: { id: "allowed-form", value, form, suggestion } };
  }
  if (digest === undefined) {
    const named = prefix === undefined ? list : `${prefix}/${list}`;
    return { problem: { id: "allowed-digest", value, named } };
  }
  return { app: prefix ?? null, list, digest };
}
