import { FormatLimitError } from "../errors.ts";
import { type FormatWriter, halved, managedHeader, refuseEmpty, writtenOut } from "./format-writer.ts";
import { MOST_ANNOTATED_BYTES } from "./kubernetes.ts";

/**
 * A CiliumCIDRGroup: the CIDRs alone, so that the policy stays the user's, who names it in `fromCIDRSet` or `toCIDRSet` by `cidrGroupRef: chat-ip-LIST` or
 * by the label `chat-ip/list: LIST`. A whole family is written as two halves, since `/0` is a reserved identity to Cilium.
 * What a policy does with an empty group differs by version, so an empty list is refused.
 * @see https://docs.cilium.io/en/stable/network/kubernetes/ciliumcidrgroup/ (read 2026-11-26)
 */
export const cilium: FormatWriter = {
  extensions: [".ciliumcidrgroup.yaml"],
  write(list) {
    refuseEmpty("cilium", list, "what a policy does with an empty group differs between versions of Cilium");
    const cidrs = writtenOut(halved([...list.ipv4, ...list.ipv6]));
    const bytes = cidrs.reduce((sum, cidr) => sum + `"${cidr}",`.length, 0);
    if (bytes > MOST_ANNOTATED_BYTES) {
      throw new FormatLimitError(
        "cilium",
        list.name,
        `its ${cidrs.length.toLocaleString("en-US")} prefixes take ${bytes.toLocaleString("en-US")} bytes, and \`kubectl apply\` takes objects of up to ${MOST_ANNOTATED_BYTES.toLocaleString("en-US")}`,
        "Write smaller lists, such as `webhook-china` instead of `all`.",
      );
    }
    return [
      `${managedHeader(list)}apiVersion: cilium.io/v2
kind: CiliumCIDRGroup
metadata:
  name: chat-ip-${list.name}
  labels:
    chat-ip/list: ${list.name}
spec:
  externalCIDRs:
${cidrs.map((cidr) => `    - "${cidr}"\n`).join("")}`,
    ];
  },
};
