/** A code in the vendor's own Chinese words. */
export interface ChineseCode {
  readonly meaning: string;
  readonly remedy: string;
}

type Row = readonly [codes: readonly number[], meaning: string, remedy: string];

const later = "请稍后重试；如持续出现，请联系腾讯云。";
const resign = "请重新生成 UserSig。";

// biome-ignore format: one code, or one group of codes with the same meaning, a row
const rows: readonly Row[] = [
  [[60002], "HTTP 请求或 URL 解析失败", "请作为缺陷反馈。"],
  [[60003], "请求的 JSON 无效", "请发送有效的 JSON。"],
  [[60004, 60005], "账号或 UserSig 错误", "请检查 identifier 和密钥。"],
  [[60006], "SDKAppID 无效", "请检查 SDKAppID 和地域（--region）。"],
  [[60007, 60011, 60018, 60019], "接口调用过于频繁", "请降低调用频率。"],
  [[60008], "服务请求超时，或 HTTP 请求格式错误", "请稍后重试。"],
  [[60009], "请求的资源不存在", "请检查服务名和命令名。"],
  [[60010], "需要 App 管理员账号", "请使用 App 管理员账号作为 identifier，控制台默认的是 administrator。"],
  [[60012], "缺少 sdkappid 参数", "请作为缺陷反馈。"],
  [[60013], "服务端解析自身响应失败", "如持续出现，请联系腾讯云。"],
  [[60014], "账号换取超时", later],
  [[60015], "请求中的账号不是字符串", "账号请使用字符串类型。"],
  [[60016], "SDKAppID 已被禁用", "请提交工单。"],
  [[60017], "请求已被禁用", "请提交工单。"],
  [[60020], "套餐已过期、不存在或正在配置", "请购买套餐；如刚刚购买，请等待 5 分钟。"],
  [[60021], "请求的来源 IP 不被允许", "请从控制台允许的 IP 发起请求，或在控制台添加该 IP。"],
  [[70001], "UserSig 已过期", "请重新生成 UserSig；如果刚刚生成，请检查本机时钟。"],
  [[70002], "UserSig 为空", "请提供 UserSig。"],
  [[70003, 70004], "UserSig 校验失败，通常是被截断", "请检查 UserSig 是否完整，以及是否用该应用的密钥生成。"],
  [[70005, 70006, 70007, 70008, 70010], "UserSig 校验失败", "请检查 UserSig 是否完整，以及是否用该应用的密钥生成。"],
  [[70009], "密钥与 SDKAppID 不匹配，或地域错误", "请从控制台重新复制密钥；如密钥正确，请检查地域（--region）。"],
  [[70013], "请求的 identifier 与生成 UserSig 时的不一致", "两处请使用相同的 identifier。"],
  [[70014], "请求的 SDKAppID 与生成 UserSig 时的不一致", "两处请使用相同的 SDKAppID。"],
  [[70015], "未找到该应用和账号类型的验证方式", "请在控制台检查账号集成方式。"],
  [[70016], "未找到应用的密钥", "请检查地域和密钥。"],
  [[70020], "SDKAppID 未找到", "请检查地域和 SDKAppID。"],
  [[70050], "错误的 UserSig 尝试次数过多", "请改正 UserSig，等待一分钟后重试。"],
  [[70051], "账号已被列入黑名单", "请将账号移出黑名单。"],
  [[70052], "UserSig 已失效", resign],
  [[70107], "账号未导入", "请先导入账号。"],
  [[70114], "安全限制", "请联系腾讯云。"],
  [[70169, 70202], "服务端内部超时", later],
  [[70221], "登录态已过期", resign],
  [[70346], "凭证校验失败", "请检查密钥。"],
  [[70347], "凭证已过期", resign],
  [[70398], "应用的账号数已达上限", "请升级套餐或删除账号。"],
  [[70399], "已删除的账号 ID 三个月内不可使用", "请使用其他 ID。"],
  [[70402], "参数非法，很多时候其实是密钥缺失或错误", "请先检查密钥、UserSig 和地域，再检查参数。"],
  [[70403], "需要 App 管理员权限", "请使用 App 管理员账号作为 identifier。"],
  [[70201, 70203, 70205, 70207, 70208, 70212, 70213, 70222, 70225, 70231, 70308, 70348, 70362, 70401, 70500], "服务端内部错误", later],
];

const byCode: ReadonlyMap<number, ChineseCode> = new Map(
  rows.flatMap(([codes, meaning, remedy]) => codes.map((code) => [code, { meaning, remedy }] as const)),
);

/** A code in Chinese; undefined for one that isn't in the table. */
export function chineseCode(code: number): ChineseCode | undefined {
  return byCode.get(code);
}
