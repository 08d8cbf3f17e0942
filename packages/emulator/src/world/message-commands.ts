import type { MsgBody } from "@chat-ip/commands";
import {
  answerWith,
  type CommandContext,
  type Handlers,
  isUnknown,
  succeed,
  unknownAccount,
} from "./handler.ts";
import { type DirectMessage, messageKey } from "./world.ts";

/** The commands that send one-to-one messages and read them back. */
export const messageCommands: Handlers<
  "openim/sendmsg" | "openim/batchsendmsg" | "openim/admin_getroammsg" | "openim/admin_msgwithdraw"
> = {
  "openim/sendmsg": ({ From_Account, To_Account, MsgRandom, MsgBody }, context) => {
    const from = From_Account ?? context.caller;
    if (isUnknown(context.world, To_Account)) return unknownAccount(To_Account);
    const message = send({ from, to: To_Account, random: MsgRandom, body: MsgBody }, context);
    return answerWith<"openim/sendmsg">({ MsgTime: message.time, MsgKey: message.key });
  },
  "openim/batchsendmsg": ({ From_Account, To_Account, MsgRandom, MsgBody }, context) => {
    const from = From_Account ?? context.caller;
    const failed = To_Account.filter((account) => isUnknown(context.world, account));
    const known = To_Account.filter((account) => !failed.includes(account));
    const sent = known.map((to) => send({ from, to, random: MsgRandom, body: MsgBody }, context));
    const MsgKey = sent[0]?.key ?? messageKey(context.nextNumber(), MsgRandom, context.nowSeconds);
    return answerWith<"openim/batchsendmsg">({
      MsgKey,
      ErrorList: failed.map((account) => ({ To_Account: account, ErrorCode: 70107 })),
    });
  },
  "openim/admin_getroammsg": ({ Operator_Account, Peer_Account, MinTime, MaxTime }, { world, page }) => {
    const sides = [Operator_Account, Peer_Account];
    const found = world.messages
      .filter(({ from, to }) => sides.includes(from) && sides.includes(to) && from !== to)
      .filter(({ time }) => time >= MinTime && time <= MaxTime)
      .toSorted((a, b) => b.time - a.time || b.seq - a.seq)
      .map(historyEntry);
    const fields = page(found);
    return succeed({ ...fields, MsgCnt: Array.isArray(fields.MsgList) ? fields.MsgList.length : 0 });
  },
  "openim/admin_msgwithdraw": ({ MsgKey }, { world }) => {
    const index = world.messages.findIndex(({ key }) => key === MsgKey);
    if (index >= 0) world.messages.splice(index, 1);
    return succeed();
  },
};

function send(
  { from, to, random, body }: { from: string; to: string; random: number; body: MsgBody },
  { world, nowSeconds, nextNumber }: CommandContext,
): DirectMessage {
  const seq = nextNumber();
  const message = { from, to, seq, random, time: nowSeconds, key: messageKey(seq, random, nowSeconds), body };
  world.messages.push(message);
  return message;
}

function historyEntry({ from, to, seq, random, time, key, body }: DirectMessage): object {
  return {
    From_Account: from,
    To_Account: to,
    MsgSeq: seq,
    MsgRandom: random,
    MsgTimeStamp: time,
    MsgFlagBits: 0,
    MsgKey: key,
    MsgBody: body,
  };
}
