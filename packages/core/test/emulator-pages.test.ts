import { inspect } from "node:util";
import type { PagedCommandName } from "@chat-ip/commands";
import { paging } from "@chat-ip/commands/paging";
import { createEmulator } from "@chat-ip/emulator";
import { expect, test } from "vitest";
import { connect } from "./connect.ts";
import { createManualClock } from "./manual-clock.ts";

const user = { From_Account: "user-1" };
const audit = { SdkAppId: 1_400_000_000, Limit: 10 };
const official = { Official_Account: "@TOA#_1" };

/** What you pass for each command that pages: all it needs, apart from the fields that say where a page starts. */
const bodies: Readonly<Record<PagedCommandName, object>> = {
  "openim/admin_getroammsg": {
    Operator_Account: "user-1",
    Peer_Account: "user-2",
    MaxCnt: 10,
    MinTime: 0,
    MaxTime: 1_800_000_000,
  },
  "group_open_http_svc/group_msg_get_simple": { GroupId: "group-1", ReqMsgNumber: 10 },
  "group_open_http_svc/get_group_msg_receipt_detail": { GroupId: "@TGS#1", MsgSeq: 1, Filter: 0, Count: 10 },
  "openim_msg_ext_http_svc/get_key_values": { ...user, To_Account: "user-2", MsgKey: "1_2_3" },
  "openim_msg_ext_http_svc/group_get_key_values": { GroupId: "@TGS#1", MsgSeq: 1 },
  "recentcontact/get_list": { ...user, AssistFlags: 7 },
  "recentcontact/get_contact_group": user,
  "group_open_http_svc/get_appid_group_list": { Limit: 10 },
  "group_open_http_svc/get_joined_group_list": { Member_Account: "user-1", Limit: 10 },
  "group_open_http_svc/get_group_member_info": { GroupId: "group-1", Limit: 10 },
  "group_open_avchatroom_http_svc/get_members": { GroupId: "@TGS#1" },
  "group_open_http_svc/get_group_ban_member": { GroupId: "@TGS#1", Limit: 10 },
  "sns/friend_get": user,
  "sns/black_list_get": { ...user, MaxLimited: 10 },
  "group_open_http_svc/get_permission_group": { GroupId: "@TGS#1", Limit: 10 },
  "official_account_open_http_svc/get_subscriber_info": { ...official, Limit: 10 },
  "official_account_open_http_svc/official_account_msg_get_simple": { ...official, ReqMsgNumber: 10 },
  "official_account_open_http_svc/get_subscribed_official_account_list": {
    Subscriber_Account: "user-1",
    Limit: 10,
  },
  "im_msg_audit_mgr/get_local_audit_keywords": audit,
  "im_msg_audit_mgr/get_cloud_audit_keywords_ids": audit,
  "im_msg_audit_mgr/get_cloud_audit_keywords": { ...audit, LibID: "1" },
  "follow/follow_get": { ...user, FollowType: 1, WantNum: 10 },
};

test.each(Object.entries(bodies) as [PagedCommandName, object][])(
  "%s: the emulator's 25 items come in three pages, within its limits",
  async (command, body) => {
    const clock = createManualClock();
    await using emulator = await createEmulator({ now: clock.now, elapsedMs: clock.elapsedMs });
    await using client = connect(emulator, { clock });
    const pages: unknown[][] = [];
    for await (const page of client.pages(command, body as never)) {
      const answer = page as unknown as Record<string, unknown>;
      pages.push(paging[command].items.flatMap((field) => (answer[field] as unknown[] | undefined) ?? []));
    }
    expect(pages.length).toBe(3);
    const items = pages.flat().map((item) => inspect(item, { depth: null }));
    // The emulator's permission groups are all alike.
    if (!command.endsWith("/get_permission_group")) expect(new Set(items).size).toBe(25);
    expect(items.length).toBe(25);
    expect(emulator.requests.length).toBe(3);
  },
);

test.each(Object.entries(bodies) as [PagedCommandName, object][])(
  "%s: an abort after the first page ends it",
  async (command, body) => {
    await using emulator = await createEmulator();
    await using client = connect(emulator);
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      for await (const _page of client.pages(command, body as never, { signal: controller.signal })) {
        controller.abort(new Error("enough"));
      }
    };
    await expect(read()).rejects.toThrow("enough");
    expect(emulator.requests.length).toBe(1);
  },
);
