/** What people's tools read, beside the `.txt`. */
export type Format =
  | "nginx"
  | "apache"
  | "haproxy"
  | "nftables"
  | "ipset"
  | "json"
  | "terraform"
  | "aws-waf"
  | "kubernetes";

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
];

export function isFormat(text: string): text is Format {
  return formats.some((format) => format === text);
}
