import { nextSeq, withGroup } from "./group-commands.ts";
import { answerWith, type Handlers, succeed } from "./handler.ts";
import type { Group, GroupMessage } from "./world.ts";

/** The commands about the messages and the counters of a group. */
export const groupMessageCommands: Handlers<
  | "group_open_http_svc/send_group_msg"
  | "group_open_http_svc/group_msg_get_simple"
  | "group_open_http_svc/get_group_counter"
  | "group_open_http_svc/update_group_counter"
  | "group_open_http_svc/delete_group_counter"
> = {
  "group_open_http_svc/send_group_msg": (
    { GroupId, Random, From_Account, MsgBody },
    { world, nowSeconds, caller },
  ) =>
    withGroup(world, GroupId, (group) => {
      const seq = nextSeq(group);
      group.messages.push({
        from: From_Account ?? caller,
        seq,
        random: Random,
        time: nowSeconds,
        body: MsgBody,
      });
      return answerWith<"group_open_http_svc/send_group_msg">({ MsgTime: nowSeconds, MsgSeq: seq });
    }),
  "group_open_http_svc/group_msg_get_simple": ({ GroupId }, { world, page }) =>
    withGroup(world, GroupId, ({ messages }) =>
      succeed({ GroupId, IsFinished: 1, ...page(messages.toReversed().map(historyEntry)) }),
    ),
  "group_open_http_svc/get_group_counter": ({ GroupId, GroupCounterKeys }, { world }) =>
    withGroup(world, GroupId, (group) =>
      answerWith<"group_open_http_svc/get_group_counter">({
        GroupCounter: countersOf(group, GroupCounterKeys),
      }),
    ),
  "group_open_http_svc/update_group_counter": ({ GroupId, GroupCounter, Mode }, { world }) =>
    withGroup(world, GroupId, (group) => {
      for (const { Key, Value } of GroupCounter) {
        const before = Mode === "Set" ? 0n : (group.counters.get(Key) ?? 0n);
        const change = Mode === "Decrease" ? -BigInt(Value) : BigInt(Value);
        group.counters.set(Key, BigInt.asIntN(64, before + change));
      }
      const keys = GroupCounter.map(({ Key }) => Key);
      return answerWith<"group_open_http_svc/update_group_counter">({
        GroupCounter: countersOf(group, keys),
      });
    }),
  "group_open_http_svc/delete_group_counter": ({ GroupId, GroupCounterKeys }, { world }) =>
    withGroup(world, GroupId, ({ counters }) => {
      for (const key of GroupCounterKeys ?? [...counters.keys()]) counters.delete(key);
      return succeed();
    }),
};

function countersOf(
  { counters }: Group,
  keys: readonly string[] = [...counters.keys()],
): { Key: string; Value: bigint }[] {
  return keys.filter((key) => counters.has(key)).map((Key) => ({ Key, Value: counters.get(Key) ?? 0n }));
}

function historyEntry({ from, seq, random, time, body }: GroupMessage): object {
  return {
    From_Account: from,
    IsPlaceMsg: 0,
    MsgBody: body,
    MsgRandom: random,
    MsgSeq: seq,
    MsgTimeStamp: time,
  };
}
