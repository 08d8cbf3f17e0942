import { type Answer, refuse } from "../answers.ts";
import { answerWith, type Handlers, isUnknown, succeed, unknownAccount } from "./handler.ts";
import { createGroup, type Group, type World } from "./world.ts";

const groupNotFound = 10010;
const groupIdTaken = 10021;

/** The commands that create, find, change and disband groups. */
export const groupCommands: Handlers<
  | "group_open_http_svc/create_group"
  | "group_open_http_svc/destroy_group"
  | "group_open_http_svc/get_appid_group_list"
  | "group_open_http_svc/get_group_info"
  | "group_open_http_svc/modify_group_base_info"
> = {
  "group_open_http_svc/create_group": (body, { world, nowSeconds, nextNumber }) => {
    const { GroupId = `@TGS#${nextNumber()}`, Type, Name, Owner_Account, MemberList = [] } = body;
    if (world.groups.has(GroupId)) return refuse(groupIdTaken, GroupId);
    const accounts = [...(Owner_Account === undefined ? [] : [Owner_Account]), ...MemberList.map(memberName)];
    const unknown = accounts.find((account) => isUnknown(world, account));
    if (unknown !== undefined) return unknownAccount(unknown);
    const group = createGroup(
      { id: GroupId, type: Type, name: Name, owner: Owner_Account ?? null },
      nowSeconds,
    );
    group.introduction = body.Introduction ?? "";
    group.notification = body.Notification ?? "";
    const admins = MemberList.filter(({ Role }) => Role === "Admin").map(memberName);
    for (const account of accounts) {
      group.members.set(account, { isAdmin: admins.includes(account), joinedAt: nowSeconds });
    }
    world.groups.set(GroupId, group);
    return answerWith<"group_open_http_svc/create_group">({ GroupId, Type });
  },
  "group_open_http_svc/destroy_group": ({ GroupId }, { world }) =>
    world.groups.delete(GroupId) ? succeed() : refuse(groupNotFound, GroupId),
  "group_open_http_svc/get_appid_group_list": ({ GroupType }, { world, page }) => {
    const found = [...world.groups.values()].filter(
      ({ type }) => GroupType === undefined || type === GroupType,
    );
    return succeed({ TotalCount: found.length, ...page(found.map(({ id }) => ({ GroupId: id }))) });
  },
  "group_open_http_svc/get_group_info": ({ GroupIdList, ResponseFilter }, { world }) => {
    const wanted = ResponseFilter?.GroupBaseInfoFilter;
    const infos = GroupIdList.map((id) => {
      const group = world.groups.get(id);
      // Each group has a code of its own; the one at the top says nothing.
      if (group === undefined)
        return { GroupId: id, ErrorCode: groupNotFound, ErrorInfo: "there is no such group" };
      const known = Object.entries(groupInfo(group)).filter(([name]) => wanted?.includes(name) ?? true);
      return { GroupId: id, ErrorCode: 0, ErrorInfo: "", ...Object.fromEntries(known) };
    });
    return succeed({ GroupInfo: infos });
  },
  "group_open_http_svc/modify_group_base_info": ({ GroupId, Name, Introduction, Notification }, { world }) =>
    withGroup(world, GroupId, (group) => {
      group.name = Name ?? group.name;
      group.introduction = Introduction ?? group.introduction;
      group.notification = Notification ?? group.notification;
      return succeed();
    }),
};

/** Carries out what concerns a group, or refuses if there is none of this id. */
export function withGroup(world: World, id: string, act: (group: Group) => Answer): Answer {
  const group = world.groups.get(id);
  return group === undefined ? refuse(groupNotFound, id) : act(group);
}

/** The profile of a group, as several commands give it. */
export function groupInfo(group: Group): Record<string, unknown> {
  return {
    Type: group.type,
    Name: group.name,
    Introduction: group.introduction,
    Notification: group.notification,
    ...(group.owner === null ? {} : { Owner_Account: group.owner }),
    CreateTime: group.createdAt,
    LastMsgTime: group.messages.at(-1)?.time ?? 0,
    NextMsgSeq: nextSeq(group),
    MemberNum: group.members.size,
    MemberList: [...group.members.keys()].map((account) => memberInfo(group, account)),
  };
}

/** The profile of a member of a group. */
export function memberInfo(group: Group, account: string): Record<string, unknown> {
  return {
    Member_Account: account,
    Role: roleOf(group, account),
    JoinTime: group.members.get(account)?.joinedAt ?? 0,
  };
}

/** The role of an account in a group. */
export function roleOf(
  { owner, members }: Group,
  account: string,
): "Owner" | "Admin" | "Member" | "NotMember" {
  const member = members.get(account);
  if (member === undefined) return "NotMember";
  if (account === owner) return "Owner";
  return member.isAdmin ? "Admin" : "Member";
}

/** The sequence of the next message of a group. */
export function nextSeq({ messages }: Group): number {
  return (messages.at(-1)?.seq ?? 0) + 1;
}

function memberName({ Member_Account }: { readonly Member_Account: string }): string {
  return Member_Account;
}
