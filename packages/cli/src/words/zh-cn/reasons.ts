/** Why a text is not an address, as the packages that read addresses say it, and the same in Chinese. */
const reasons: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^an address with a zone id$/, "带有区域标识（%）"],
  [/^it has a zone ID$/, "带有区域标识（%）"],
  [/^a range or a name, not an address or CIDR$/, "是范围或名称，不是地址或 CIDR"],
  [/^a short form of an IPv4 address$/, "IPv4 地址不完整"],
  [/^an IPv4 address with a leading zero$/, "IPv4 地址有前导零"],
  [/^not an IPv4 or IPv6 address$/, "不是 IPv4 或 IPv6 地址"],
  [/^it is not a valid IPv4 or IPv6 address$/, "不是 IPv4 或 IPv6 地址"],
  [/^an address with a prefix length that is not a whole number$/, "前缀长度不是整数"],
  [/^an address with a leading zero in its prefix length$/, "前缀长度有前导零"],
  [/^an (IPv[46]) address with a prefix length above (\d+)$/, "$1 的前缀长度不能超过 $2"],
  [/^its prefix length must be a whole number from 0 to (\d+)$/, "前缀长度必须是 0 到 $1 之间的整数"],
  [/^(not a text|it is not a string)$/, "不是文本"],
  [/^empty$/, "为空"],
  [/^too long to be an address or CIDR$/, "过长，不可能是地址或 CIDR"],
  [/^it is longer than any address$/, "过长，不可能是地址或 CIDR"],
  [/^an IPv4-mapped prefix shorter than \/96.*/, "IPv4 映射的前缀短于 /96，会包含 IPv6 地址"],
  [/^in quotation marks$/, "带有引号"],
  [/^in brackets$/, "带有括号"],
  [/^punctuation around it$/, "前后有标点"],
  [/^space inside$/, "中间有空格"],
  [/^characters that can't be seen, or full-width ones$/, "含有不可见字符或全角字符"],
  [/^trailing .*/, "末尾有多余的标点"],
  [/^leading .*/, "开头有多余的标点"],
];

const inKeepBlock = ", in a keep block";

/** A reason in Chinese; one that isn't known stays as it is. */
export function chineseReason(english: string): string {
  if (english.endsWith(inKeepBlock))
    return `${chineseReason(english.slice(0, -inKeepBlock.length))}，位于 keep 块中`;
  for (const [pattern, chinese] of reasons)
    if (pattern.test(english)) return english.replace(pattern, chinese);
  return english;
}
