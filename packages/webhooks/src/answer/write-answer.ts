import type { WebhookAnswerCodes, WebhookFacts } from "@chat-ip/commands";
import { webhookTable } from "@chat-ip/commands/webhook-table";
import type { Answer, Refuse } from "./answers.ts";

/** An answer as Chat reads it. */
export interface WrittenAnswer {
  readonly reply: Readonly<Record<string, unknown>>;
  /** What didn't fit the webhook, and what is sent instead. */
  readonly problem: string | null;
}

type PerItem = NonNullable<WebhookAnswerCodes["perItem"]>;

/** What is known of a webhook; `undefined` for names that aren't in the table, `constructor` included. */
export function factsOf(command: string): WebhookFacts | undefined {
  return Object.hasOwn(webhookTable, command)
    ? webhookTable[command as keyof typeof webhookTable]
    : undefined;
}

/**
 * Writes an answer for a webhook. What doesn't fit becomes the nearest that does, so that a refusal stays one.
 * @param body of the call, which names the users that some answers must list
 */
export function writeAnswer(command: string, answer: Answer, body: object): WrittenAnswer {
  const facts = factsOf(command);
  const codes = facts?.answerCodes;
  if (!codes) {
    const problem =
      answer.kind === "allow" ? null : "Chat ignores the answer to this webhook, so ErrorCode 0 was sent.";
    return { reply: replyWith(0), problem };
  }
  switch (answer.kind) {
    case "allow":
      return { reply: allowWith({}, facts, codes, body), problem: null };
    case "refuse":
      return refuseWith(answer, codes, body);
    case "replace": {
      const known = [...facts.answerFields, ...(codes.perItem ? [codes.perItem.list] : [])];
      const entries = Object.entries(answer.fields);
      const foreign = entries.filter(([name]) => !known.includes(name)).map(([name]) => name);
      const fields = Object.fromEntries(entries.filter(([name]) => known.includes(name)));
      const takes = known.length > 0 ? `it takes ${known.join(", ")}` : "it takes none";
      const problem =
        foreign.length > 0
          ? `Fields ${foreign.join(", ")} aren't part of its answer (${takes}) and were left out.`
          : null;
      return { reply: allowWith(fields, facts, codes, body), problem };
    }
  }
}

function replyWith(code: number, info = ""): Readonly<Record<string, unknown>> {
  return { ActionStatus: "OK", ErrorCode: code, ErrorInfo: info };
}

function allowWith(
  fields: Readonly<Record<string, unknown>>,
  facts: WebhookFacts,
  { perItem }: WebhookAnswerCodes,
  body: object,
): Readonly<Record<string, unknown>> {
  const reply = replyWith(0);
  if (perItem) {
    const decided = Array.isArray(fields[perItem.list]) ? (fields[perItem.list] as unknown[]) : [];
    const done = new Set(decided.map(accountOf));
    const rest = accountsIn(body).filter((account) => !done.has(account));
    return { ...reply, ...fields, [perItem.list]: [...decided, ...items(rest, perItem, perItem.allow, "")] };
  }
  // Listed as mandatory, so it is there even if there is nothing to say.
  const mandatory = facts.answerFields.includes("RspData") ? { RspData: "" } : {};
  return { ...reply, ...mandatory, ...fields };
}

function refuseWith({ code, info }: Refuse, codes: WebhookAnswerCodes, body: object): WrittenAnswer {
  const { perItem, custom, refuse, drop, ignore } = codes;
  if (perItem) {
    const [first, last] = perItem.refuse;
    const usual = code === null || code === 1;
    const fits = usual || isWithin(code, perItem.refuse);
    const sent = usual || !fits ? first : code;
    const reply = { ...replyWith(0), [perItem.list]: items(accountsIn(body), perItem, sent, info) };
    return { reply, problem: fits ? null : wrongCode(code, `${first}–${last}`, sent) };
  }
  const usual = refuse ?? ignore ?? 1;
  const fits =
    code === null || [refuse, drop, ignore].includes(code as 1 | 2) || (custom && isWithin(code, custom));
  const sent = fits ? (code ?? usual) : usual;
  const taken = [refuse ?? ignore, drop, custom?.join("–")].filter((each) => each !== undefined).join(", ");
  const mandatory = ignore === undefined ? {} : { RspData: "" };
  return {
    reply: { ...replyWith(sent, info), ...mandatory },
    problem: fits ? null : wrongCode(code, taken, sent),
  };
}

function wrongCode(code: number, taken: string, sent: number): string {
  return `It doesn't take code ${code} (it takes ${taken}), so ${sent} was sent.`;
}

function isWithin(code: number, [first, last]: readonly [number, number]): boolean {
  return Number.isInteger(code) && code >= first && code <= last;
}

function items(accounts: readonly string[], perItem: PerItem, code: number, info: string): readonly object[] {
  return accounts.map((account) => ({ To_Account: account, [perItem.field]: code, ResultInfo: info }));
}

/** The users that a friend webhook asks about: the accounts in its one list. */
function accountsIn(body: object): readonly string[] {
  const { FriendItem, ResponseFriendItem } = body as { FriendItem?: unknown; ResponseFriendItem?: unknown };
  const list = FriendItem ?? ResponseFriendItem;
  return Array.isArray(list) ? list.map(accountOf).filter((account) => account !== undefined) : [];
}

function accountOf(item: unknown): string | undefined {
  const account = (item as { To_Account?: unknown } | null)?.To_Account;
  return typeof account === "string" ? account : undefined;
}
