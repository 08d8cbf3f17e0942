import { FormatLimitError } from "../errors.ts";
import {
  type CanonicalList,
  type FormatWriter,
  managedComment,
  refuseEmpty,
  writtenOut,
} from "./format-writer.ts";
import { prettyJson } from "./pretty-json.ts";

const MOST_ENTRIES = 1_000;
// Each change of the size is a change of its own, and security groups count the size, not the entries: round it up a little.
const SIZE_STEP = 10;

interface PrefixList {
  readonly name: string;
  readonly address_family: "IPv4" | "IPv6";
  readonly max_entries: number;
  readonly entry: readonly { readonly cidr: string }[];
}

function prefixList(
  { name }: CanonicalList,
  family: "IPv4" | "IPv6",
  prefixes: readonly string[],
): PrefixList {
  if (prefixes.length > MOST_ENTRIES) {
    throw new FormatLimitError(
      "aws-prefix-list",
      name,
      `it has ${prefixes.length.toLocaleString("en-US")} ${family} prefixes, and a prefix list holds ${MOST_ENTRIES.toLocaleString("en-US")}`,
      "Write smaller lists, such as `webhook-china` instead of `all`, or use `aws-waf`.",
    );
  }
  return {
    name: `chat-ip-${name}-${family.toLowerCase()}`,
    address_family: family,
    max_entries: Math.max(SIZE_STEP, Math.ceil(prefixes.length / SIZE_STEP) * SIZE_STEP),
    entry: writtenOut(prefixes).map((cidr) => ({ cidr })),
  };
}

/**
 * Managed prefix lists for security groups and route tables, as Terraform JSON: `aws_ec2_managed_prefix_list.chat_ip_LIST_ipv4` and `_ipv6`. Both are always
 * there, so that a rule can name them; an empty list is refused, since it would lock everyone out.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_managed_prefix_list (read 2026-11-26)
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html (limits, read 2026-11-26)
 */
export const awsPrefixList: FormatWriter = {
  extensions: [".aws-prefix-list.tf.json"],
  write(list) {
    refuseEmpty("aws-prefix-list", list, "rules that go by empty prefix lists block everyone");
    const resource = (family: "IPv4" | "IPv6"): string =>
      `chat_ip_${list.identifier}_${family.toLowerCase()}`;
    return [
      prettyJson({
        "//": managedComment(list),
        resource: {
          aws_ec2_managed_prefix_list: {
            [resource("IPv4")]: { ...prefixList(list, "IPv4", list.ipv4) },
            [resource("IPv6")]: { ...prefixList(list, "IPv6", list.ipv6) },
          },
        },
      }),
    ];
  },
};
