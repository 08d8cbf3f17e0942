/** What core says is wrong with a value, and the same in Chinese. */
const problems: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^must be a non-empty string/, "不能为空"],
  [/^must be a number, not a string/, "必须是数字"],
  [/^must be a whole number from 1 to (\d+)/, "必须是 1 到 $1 之间的整数"],
  [/^must be well-formed Unicode/, "不是有效的 Unicode 文本"],
  [/^must be at most (\d+) bytes of UTF-8, but has (\d+)/, "的 UTF-8 长度不能超过 $1 字节，现为 $2 字节"],
  [/^must be at most (\d+) characters long/, "不能超过 $1 个字符"],
  [/^must not contain control characters or line breaks/, "不能包含控制字符或换行"],
  [/^must not start or end with a space/, "首尾不能有空格"],
  [/^must not contain whitespace.*/, "不能包含空白字符（复制时是否带上了换行？）"],
  [
    /^must not contain invisible characters, but has (\S+).*/,
    "不能包含不可见字符（现有 $1），请从控制台重新复制",
  ],
  [/^looks like a PEM key.*/, "像是旧版 UserSig 的 PEM 私钥，请使用控制台显示的新版密钥"],
  [/^can only contain letters, digits.*/, "只能包含字母、数字、*、- 和 _"],
  [
    /^has only (\d+) characters?, and the console's keys have (\d+).*/,
    "只有 $1 个字符，而控制台的密钥有 $2 个字符，请检查是否复制完整",
  ],
  [/^must be a full URL, such as (.*)/, "必须是完整的 URL，例如 $1"],
  [
    /^must start with "https:\/\/": .*/,
    '必须以 "https://" 开头：否则 UserSig 会以明文发送；"http://" 只能用于本机地址',
  ],
  [/^must start with "https:\/\/".*/, '必须以 "https://" 开头（"http://" 只能用于本机地址）'],
  [/^must not contain a user name or password/, "不能包含用户名或密码"],
  [/^must not contain a query/, "不能包含查询参数"],
  [/^must not contain a fragment/, "不能包含 # 片段"],
];

/** A problem in Chinese; one that isn't known stays as it is. */
export function chineseProblem(english: string): string {
  for (const [pattern, chinese] of problems)
    if (pattern.test(english)) return english.replace(pattern, chinese);
  return english;
}
