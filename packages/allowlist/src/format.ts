/** What people's tools read, in addition to the `.txt`. */
export type Format =
  | "nginx"
  | "apache"
  | "haproxy"
  | "nftables"
  | "ipset"
  | "json"
  | "terraform"
  | "aws-waf"
  | "kubernetes"
  | "plain"
  | "mikrotik"
  | "tencent"
  | "aws-prefix-list"
  | "cilium"
  | "caddy";

/** Every format, in the order of the documentation. */
export const formats: readonly Format[] = [
  "nginx",
  "apache",
  "haproxy",
  "nftables",
  "ipset",
  "json",
  "terraform",
  "aws-waf",
  "kubernetes",
  "plain",
  "mikrotik",
  "tencent",
  "aws-prefix-list",
  "cilium",
  "caddy",
];

/** Whether a text is one of `formats`. */
export function isFormat(text: string): text is Format {
  return formats.some((format) => format === text);
}
