import { FormatLimitError } from "../errors.ts";
import { type CanonicalList, type FormatWriter, writtenOut } from "./format-writer.ts";

const MOST_ADDRESSES = 10_000;

function writeIPSet({ name }: CanonicalList, family: "ipv4" | "ipv6", prefixes: readonly string[]): string {
  if (prefixes.length > MOST_ADDRESSES) {
    throw new FormatLimitError(
      "aws-waf",
      name,
      `it has ${prefixes.length} ${family} prefixes, and an IP set holds ${MOST_ADDRESSES}`,
    );
  }
  const everything = prefixes.find((prefix) => prefix.endsWith("/0"));
  if (everything)
    throw new FormatLimitError("aws-waf", name, `it holds ${everything}, and an IP set takes no /0`);
  const set = {
    Name: `chat-ip-${name}-${family}`,
    Scope: "REGIONAL",
    Description: `Managed by chat-ip: list ${name}, ${family}`,
    IPAddressVersion: family === "ipv4" ? "IPV4" : "IPV6",
    Addresses: writtenOut(prefixes),
  };
  return `${JSON.stringify(set, null, 2)}\n`;
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
