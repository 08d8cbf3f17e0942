import { groupInfo, memberInfo, roleOf, withGroup } from "./group-commands.ts";
import { answerWith, type Handlers, isUnknown, succeed } from "./handler.ts";

/** The commands about the members of a group, and about the groups of a member. */
export const memberCommands: Handlers<
  | "group_open_http_svc/add_group_member"
  | "group_open_http_svc/delete_group_member"
  | "group_open_http_svc/get_group_member_info"
  | "group_open_http_svc/get_role_in_group"
  | "group_open_http_svc/get_joined_group_list"
> = {
  "group_open_http_svc/add_group_member": ({ GroupId, MemberList }, { world, nowSeconds }) =>
    withGroup(world, GroupId, ({ members }) =>
      answerWith<"group_open_http_svc/add_group_member">({
        MemberList: MemberList.map(({ Member_Account }) => {
          if (isUnknown(world, Member_Account)) return { Member_Account, Result: 0 };
          if (members.has(Member_Account)) return { Member_Account, Result: 2 };
          members.set(Member_Account, { isAdmin: false, joinedAt: nowSeconds });
          return { Member_Account, Result: 1 };
        }),
      }),
    ),
  "group_open_http_svc/delete_group_member": ({ GroupId, MemberToDel_Account }, { world }) =>
    withGroup(world, GroupId, ({ members }) => {
      for (const account of MemberToDel_Account) members.delete(account);
      return succeed();
    }),
  "group_open_http_svc/get_group_member_info": (
    { GroupId, MemberRoleFilter },
    { world, page, pageOtherwise },
  ) =>
    withGroup(world, GroupId, (group) => {
      const wanted = [...group.members.keys()].filter(
        (account) => MemberRoleFilter?.some((role) => role === roleOf(group, account)) ?? true,
      );
      // A community gives a Next and ignores Offset.
      const cut = group.type === "Community" ? pageOtherwise : page;
      const fields = cut(wanted.map((account) => memberInfo(group, account)));
      return succeed({ ...fields, MemberNum: group.members.size });
    }),
  "group_open_http_svc/get_role_in_group": ({ GroupId, User_Account }, { world }) =>
    withGroup(world, GroupId, (group) =>
      answerWith<"group_open_http_svc/get_role_in_group">({
        UserIdList: User_Account.map((account) => ({
          Member_Account: account,
          Role: roleOf(group, account),
        })),
      }),
    ),
  "group_open_http_svc/get_joined_group_list": (
    { Member_Account, GroupType, ResponseFilter },
    { world, page },
  ) => {
    const wanted = ResponseFilter?.GroupBaseInfoFilter ?? [];
    const joined = [...world.groups.values()]
      .filter(
        ({ members, type }) => members.has(Member_Account) && (GroupType === undefined || type === GroupType),
      )
      .map((group) => {
        const known = Object.entries(groupInfo(group)).filter(([name]) => wanted.includes(name));
        return { GroupId: group.id, ...Object.fromEntries(known) };
      });
    return succeed(page(joined));
  },
};
