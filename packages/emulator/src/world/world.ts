import type { GroupType, MsgBody } from "@chat-ip/commands";

/** A group with its members and messages. */
export interface Group {
  readonly id: string;
  readonly type: GroupType;
  readonly createdAt: number;
  name: string;
  introduction: string;
  notification: string;
  owner: string | null;
  readonly members: Map<string, GroupMembership>;
  readonly messages: GroupMessage[];
  readonly counters: Map<string, bigint>;
}

/** What a group knows of a member. */
export interface GroupMembership {
  readonly isAdmin: boolean;
  /** Seconds since 1970. */
  readonly joinedAt: number;
}

/** A message of a group. */
export interface GroupMessage {
  readonly from: string;
  readonly seq: number;
  readonly random: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly body: MsgBody;
}

/** A one-to-one message. */
export interface DirectMessage extends GroupMessage {
  readonly to: string;
  readonly key: string;
}

/** What an app of the emulator remembers: its accounts, its groups and its messages. */
export interface World {
  readonly accounts: Set<string>;
  /** Are accounts that weren't imported refused? */
  readonly knowsOnlyImported: boolean;
  readonly groups: Map<string, Group>;
  readonly messages: DirectMessage[];
}

/** How many accounts, groups, members and messages a new world has, enough for three pages of ten. */
export const worldSize = 25;

/**
 * Makes a world: accounts `user-1` to `user-25`, groups `group-1` to `group-25`, all of them owned by `user-1`. `group-1` has all
 * accounts as members and 25 messages, `group-25` is a community with all accounts, and `user-1` and `user-2` have sent each other 25.
 *
 * @param accounts the accounts, in place of those; all others are refused then.
 * @param nowSeconds when it is made; its messages are older by a minute each.
 */
export function createWorld(accounts: readonly string[] | null, nowSeconds: number): World {
  const numbers = Array.from({ length: worldSize }, (_, index) => index + 1);
  const users = accounts ?? numbers.map((number) => `user-${number}`);
  const [first = "user-1", second = "user-2"] = users;
  const text = (number: number): MsgBody => [
    { MsgType: "TIMTextElem", MsgContent: { Text: `message ${number}` } },
  ];
  const timeOf = (number: number): number => nowSeconds - 60 * (worldSize - number + 1);
  const groups = numbers.map((number) => {
    const isCommunity = number === worldSize;
    const type: GroupType = isCommunity ? "Community" : "Public";
    const members = number === 1 || isCommunity ? users : [first, second];
    const group = createGroup(
      { id: `group-${number}`, type, name: `Group ${number}`, owner: first },
      timeOf(0),
    );
    for (const account of members) group.members.set(account, { isAdmin: false, joinedAt: timeOf(0) });
    return group;
  });
  const history = numbers.map((number): DirectMessage => {
    const [from, to] = number % 2 === 0 ? [second, first] : [first, second];
    const [seq, random, time] = [number, 1000 + number, timeOf(number)];
    return { from, to, seq, random, time, key: messageKey(seq, random, time), body: text(number) };
  });
  groups[0]?.messages.push(...history);
  return {
    accounts: new Set(users),
    knowsOnlyImported: accounts !== null,
    groups: new Map(groups.map((group) => [group.id, group])),
    messages: history,
  };
}

/** Makes a group without members and messages. */
export function createGroup(
  { id, type, name, owner }: Pick<Group, "id" | "type" | "name" | "owner">,
  createdAt: number,
): Group {
  return {
    id,
    type,
    name,
    owner,
    createdAt,
    introduction: "",
    notification: "",
    members: new Map(),
    messages: [],
    counters: new Map(),
  };
}

/** The key of a one-to-one message, in the form of the vendor's samples. */
export function messageKey(seq: number, random: number, time: number): string {
  return `${seq}_${random}_${time}`;
}
