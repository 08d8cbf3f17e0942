import type { RunOutcome } from "@chat-ip/sync";
import { code, link } from "../text/escape.ts";
import { countApps } from "../text/list-names.ts";
import { product } from "../text/project.ts";
import type { Words } from "../words/words.ts";
import { loadedOf } from "./run-lists.ts";

/** Who was asked for what, when, and by which run. */
export function sourceLine({ context, lists }: Pick<RunOutcome, "context" | "lists">, words: Words): string {
  const { source, startedAt, runUrl, runNumber } = context;
  return words.source({
    region: "region" in source ? words.regions[source.region] : code(source.endpoint),
    loaded: loadedOf(lists).length,
    asked: lists.length,
    apps: countApps(lists),
    at: startedAt,
    run: runUrl === null ? null : link(words.runLink(runNumber), runUrl),
    product: product(context),
  });
}
