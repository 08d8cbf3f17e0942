/** Words that translations are tempted to use, and the vendor's own for the same thing. */
const vendorTerms: Readonly<Record<string, string>> = {
  应用的管理员账号: "App 管理员账号",
  "签发 UserSig": "生成 UserSig",
  境内: "中国地区（包括中国香港）",
  境外: "海外地区",
  来源地址: "出口地址",
  暂缓: "已拦截",
  拉取请求: "PR",
  你: "您",
};

/** Finds words in a Chinese text for which the vendor, or the rest of the project, has another one. */
export function checkChineseTerms(path: string, text: string): string[] {
  return text.split("\n").flatMap((line, index) =>
    Object.entries(vendorTerms)
      .filter(([word]) => line.includes(word))
      .map(([word, term]) => `${path}:${index + 1}: “${word}” should be “${term}”`),
  );
}
