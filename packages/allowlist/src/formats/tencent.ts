import { FormatLimitError } from "../errors.ts";
import type { Prefix } from "../prefix.ts";
import { type FormatWriter, managedComment, refuseEmpty } from "./format-writer.ts";
import { prettyJson } from "./pretty-json.ts";

const TEMPLATES = 20;
const MEMBERS = 20;

/** FNV-1a over the text: the same on every machine, and well spread. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return state;
}

/**
 * Deals prefixes to templates by their hash rather than in their order: a new prefix then changes one template, instead of moving the members
 * of all that follow. Where a template is full, the next one that isn't takes the prefix.
 */
function dealOut(prefixes: readonly Prefix[]): Prefix[][] {
  const templates: Prefix[][] = Array.from({ length: TEMPLATES }, () => []);
  const byHash = prefixes.map((prefix) => ({ prefix, hash: hash(prefix) })).sort((a, b) => a.hash - b.hash);
  for (const { prefix, hash: start } of byHash) {
    for (let tried = 0; tried < TEMPLATES; tried++) {
      const template = templates[(start + tried) % TEMPLATES];
      if (template === undefined || template.length >= MEMBERS) continue;
      template.push(prefix);
      break;
    }
  }
  const position = new Map(prefixes.map((prefix, index) => [prefix, index]));
  return templates.map((template) =>
    template.toSorted((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0)),
  );
}

/**
 * Tencent Cloud address templates and the group of them, as Terraform JSON: `tencentcloud_address_template_group.chat_ip_LIST` is what a security group
 * rule takes. A template holds 20 members and a group 20 templates. Entries of both families are written alike; the vendor's pages show IPv4 only.
 * @see https://registry.terraform.io/providers/tencentcloudstack/tencentcloud/latest/docs/resources/address_template (read 2026-11-26)
 * @see https://www.tencentcloud.com/document/product/215/31864 (limits, read 2026-11-26)
 */
export const tencent: FormatWriter = {
  extensions: [".tencent.tf.json"],
  write(list) {
    refuseEmpty("tencent", list, "a group needs at least one template");
    const prefixes = [...list.ipv4, ...list.ipv6];
    if (prefixes.length > TEMPLATES * MEMBERS) {
      throw new FormatLimitError(
        "tencent",
        list.name,
        `it has ${prefixes.length.toLocaleString("en-US")} prefixes, and a group of address templates holds ${TEMPLATES * MEMBERS}`,
        "Write smaller lists, such as `webhook-china` instead of `all`.",
      );
    }
    const used = dealOut(prefixes).flatMap((addresses, index) => {
      const number = String(index + 1).padStart(2, "0");
      return addresses.length === 0 ? [] : [{ number, addresses }];
    });
    const resource = (number: string): string => `chat_ip_${list.identifier}_${number}`;
    return [
      prettyJson({
        "//": managedComment(list),
        resource: {
          tencentcloud_address_template: Object.fromEntries(
            used.map(({ number, addresses }) => [
              resource(number),
              { name: `chat-ip-${list.name}-${number}`, addresses },
            ]),
          ),
          tencentcloud_address_template_group: {
            [`chat_ip_${list.identifier}`]: {
              name: `chat-ip-${list.name}`,
              template_ids: used.map(
                ({ number }) => `\${tencentcloud_address_template.${resource(number)}.id}`,
              ),
            },
          },
        },
      }),
    ];
  },
};
