import { FormatLimitError } from "../errors.ts";
import { type CanonicalList, type FormatWriter, writtenOut } from "./format-writer.ts";
import { prettyJson } from "./pretty-json.ts";

const MOST_ADDRESSES = 10_000;

function writeIPSet({ name }: CanonicalList, family: "ipv4" | "ipv6", prefixes: readonly string[]): string {
  if (prefixes.length > MOST_ADDRESSES) {
    throw new FormatLimitError(
      "aws-waf",
      name,
      `it has ${prefixes.length.toLocaleString("en-US")} ${family} prefixes, and an IP set holds ${MOST_ADDRESSES.toLocaleString("en-US")}`,
      "Write smaller lists, such as `webhook-china` instead of `all`.",
    );
  }
  const everything = prefixes.find((prefix) => prefix.endsWith("/0"));
  if (everything)
    throw new FormatLimitError(
      "aws-waf",
      name,
      `it contains ${everything}, and an IP set takes no /0`,
      "Remove that entry: a rule for the whole internet needs no IP set.",
    );
  const set = {
    Name: `chat-ip-${name}-${family}`,
    Scope: "REGIONAL",
    Description: `Managed by chat-ip: list ${name}, ${family}`,
    IPAddressVersion: family === "ipv4" ? "IPV4" : "IPV6",
    Addresses: writtenOut(prefixes),
  };
  return prettyJson(set);
}

/**
 * A WAFv2 IP set for each family, as CreateIPSet and CloudFormation's AWS::WAFv2::IPSet take it; for UpdateIPSet, take `Addresses`.
 * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/limits.html
 */
export const awsWaf: FormatWriter = {
  extensions: [".aws-waf.ipv4.json", ".aws-waf.ipv6.json"],
  write(list) {
    return [writeIPSet(list, "ipv4", list.ipv4), writeIPSet(list, "ipv6", list.ipv6)];
  },
};
