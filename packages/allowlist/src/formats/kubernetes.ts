import { FormatLimitError } from "../errors.ts";
import { type FormatWriter, managedHeader, writtenOut } from "./format-writer.ts";

// `kubectl apply` keeps the object as JSON in an annotation, and all annotations together may have 256 KiB. The rest of 1 KiB is for
// the annotation's name and for a namespace.
export const MOST_ANNOTATED_BYTES: number = 255 * 1024;

/** What pods with an egress policy need in addition. As comments, since clusters differ in their DNS servers. */
const dnsHint = `# For the pods that it selects, this policy also blocks DNS, as every egress policy does. If they look up names, add a policy with:
#   egress:
#     - to:
#         - namespaceSelector: {}
#           podSelector: { matchLabels: { k8s-app: kube-dns } }
#       ports:
#         - { protocol: UDP, port: 53 }
#         - { protocol: TCP, port: 53 }
`;

/** Webhook lists name the vendor's servers that call in; the other lists name servers that are called. */
function directionOf(name: string): {
  type: "Ingress" | "Egress";
  rules: "ingress" | "egress";
  peers: "from" | "to";
} {
  return name.startsWith("webhook-")
    ? { type: "Ingress", rules: "ingress", peers: "from" }
    : { type: "Egress", rules: "egress", peers: "to" };
}

/**
 * A NetworkPolicy for the pods that carry the label `chat-ip/LIST: allow`: webhook lists may come in (Ingress), all others may be
 * called (Egress). An egress policy also blocks DNS for those pods, so the header shows the rule that opens it. The label makes it a choice of each pod, since a policy shuts out all else in its direction that no other policy
 * of the pod allows. An empty list allows nothing: no rule at all, because a rule without peers would allow everyone.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export const kubernetes: FormatWriter = {
  extensions: [".networkpolicy.yaml"],
  write(list) {
    const { type, rules, peers } = directionOf(list.name);
    const cidrs = writtenOut([...list.ipv4, ...list.ipv6]);
    const bytes = cidrs.reduce((sum, cidr) => sum + `{"ipBlock":{"cidr":"${cidr}"}},`.length, 0);
    if (bytes > MOST_ANNOTATED_BYTES) {
      throw new FormatLimitError(
        "kubernetes",
        list.name,
        `its ${cidrs.length.toLocaleString("en-US")} prefixes take ${bytes.toLocaleString("en-US")} bytes, and \`kubectl apply\` takes policies of up to ${MOST_ANNOTATED_BYTES.toLocaleString("en-US")}`,
        "Write smaller lists, such as `webhook-china` instead of `all`.",
      );
    }
    const blocks = cidrs.map((cidr) => `        - ipBlock:\n            cidr: "${cidr}"\n`).join("");
    const body = cidrs.length === 0 ? ` []\n` : `\n    - ${peers}:\n${blocks}`;
    return [
      `${managedHeader(list)}${type === "Egress" ? dnsHint : ""}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: chat-ip-${list.name}
spec:
  podSelector:
    matchLabels:
      chat-ip/${list.name}: allow
  policyTypes:
    - ${type}
  ${rules}:${body}`,
    ];
  },
};
