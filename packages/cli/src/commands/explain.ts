import { isListName, type ListName, listNames } from "@chat-ip/core";
import { errorCodes } from "@chat-ip/core/error-codes";
import type { CommandBody } from "../command.ts";
import { usageError } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { rangeOf } from "../explain/code-ranges.ts";
import { listGuide } from "../explain/list-guide.ts";
import { webhookGuide, webhookTopics } from "../explain/webhook-guide.ts";
import { oneLine } from "../one-line.ts";
import { suggestion } from "../suggestion.ts";
import { table } from "../terminal/table.ts";
import type { Language } from "../words/language.ts";
import { words } from "../words/words.ts";

interface Explanation {
  readonly code: number;
  readonly meaning: string;
  readonly remedy: string;
  /** Whether the same call may work again without a change. */
  readonly retry: boolean;
  /** `code`: the code has an entry of its own; `range`: this holds for its whole range. */
  readonly source: "code" | "range";
}

function explainCode(code: number, language: Language): Explanation | null {
  const known = errorCodes.find((entry) => entry.code === code);
  if (known !== undefined) {
    const { errors } = words();
    const meaning = errors.meaning(code, known.meaning);
    return {
      code,
      meaning,
      remedy: errors.remedy(code, known.remedy),
      retry: known.retry !== "never",
      source: "code",
    };
  }
  const range = rangeOf(code);
  if (range === undefined) return null;
  const { meaning, remedy } = range;
  return { code, meaning: meaning[language], remedy: remedy[language], retry: false, source: "range" };
}

export const explain: CommandBody = {
  details:
    "Also explains which list you need (`chat-ip explain lists`, or a list's name), and what to look at if webhooks don't arrive " +
    "(`chat-ip explain webhooks`).",
  argValues: ["webhooks", "lists", ...listNames],
  settings: [],
  flags: [],
  examples: [
    { line: "chat-ip explain 70009", does: "a code of the API or of a client" },
    { line: "chat-ip explain 70013 --lang zh", does: "in Chinese" },
    { line: "chat-ip explain lists", does: "which list do I need?" },
    { line: "chat-ip explain webhooks", does: "why don't callbacks arrive?" },
  ],
  async run({ args, terminal }) {
    const { language } = terminal;
    const wantedLists = args.flatMap((arg): readonly ListName[] =>
      arg === "lists" ? listNames : isListName(arg) ? [arg] : [],
    );
    const wantsWebhooks = args.some((arg) => webhookTopics.includes(arg.toLowerCase()));
    const codes = args.filter(
      (arg) => arg !== "lists" && !isListName(arg) && !webhookTopics.includes(arg.toLowerCase()),
    );
    const found = codes.map((text) => {
      const explanation = /^\d{1,6}$/.test(text) ? explainCode(Number(text), language) : null;
      if (explanation !== null) return explanation;
      const hint = /^\d+$/.test(text)
        ? words().usage.lookUpCode
        : suggestion(text, ["webhooks", "lists", ...listNames]);
      throw usageError(words().usage.unknownCode(oneLine(text, 40), hint));
    });
    const lists = [...new Set(wantedLists)].map((name) => ({ name, use: listGuide[name][language] }));
    if (terminal.json) {
      const webhooks = wantsWebhooks ? { webhooks: webhookGuide[language] } : {};
      terminal.writeJson("explain", { codes: found, lists, ...webhooks });
    } else {
      const texts = found.map(({ code, meaning, remedy, retry }) =>
        words().usage.explanation(code, meaning, remedy, retry),
      );
      if (lists.length > 0) texts.push(table(lists.map(({ name, use }) => [name, use])));
      if (wantsWebhooks) texts.push(webhookGuide[language]);
      terminal.write(texts.join("\n"));
    }
    return exitCodes.ok;
  },
};
