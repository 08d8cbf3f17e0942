import { webhookTable } from "@chat-ip/commands/webhook-table";
import { expect, it } from "vitest";
import { type Field, readNavigation, readWebhooks } from "../generator/read-data.ts";

const webhooks = readWebhooks();

it("has all 36 webhooks of the vendor's navigation, in its order", () => {
  const expected = readNavigation().webhooks.flatMap(({ section, pages }) =>
    pages.map((page) => `${section}: ${page}`),
  );
  const listed = Object.values(webhookTable)
    .filter(({ section }) => section !== "Beyond the navigation")
    .map(({ section, page }) => `${section}: ${page}`);
  expect(listed).toHaveLength(36);
  expect(listed).toEqual(expected);
});

it("names every webhook once", () => {
  const names = webhooks.map(({ callbackCommand }) => callbackCommand);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(webhookTable)).toEqual(names);
});

it.each(webhooks)("says where $callbackCommand comes from", ({ sources, confidence, when }) => {
  expect(when).not.toBe("");
  expect(sources.length).toBeGreaterThanOrEqual(confidence === "two sources agree" ? 2 : 1);
});

it.each(webhooks)("has the three fields of an answer for $callbackCommand", ({ response }) => {
  const required = response.filter((field) => field.required).map(({ name }) => name);
  expect(required).toEqual(expect.arrayContaining(["ActionStatus", "ErrorCode", "ErrorInfo"]));
});

it.each(webhooks)("gives $callbackCommand codes exactly if its answer counts", (webhook) => {
  expect(webhook.answerCodes !== null).toBe(webhook.canDecide);
});

it.each(webhooks.filter(({ dedupeBy }) => dedupeBy !== null))(
  "tells repeats of $callbackCommand by fields that it has",
  ({ dedupeBy, request }) => {
    let fields: readonly Field[] | undefined = request;
    if (dedupeBy?.each !== undefined) fields = request.find(({ name }) => name === dedupeBy.each)?.fields;
    expect(fields?.map(({ name }) => name)).toEqual(expect.arrayContaining([...(dedupeBy?.fields ?? [])]));
  },
);

it("knows which bodies have no command of their own", () => {
  const without = Object.entries(webhookTable).filter(([, { commandInBody }]) => !commandInBody);
  expect(without.map(([name]) => name)).toEqual([
    "ContentCallback.ResultNotify",
    "Push.OfflinePush",
    "Push.AllMemberPush",
  ]);
});
