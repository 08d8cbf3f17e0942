type Row = readonly [codes: readonly number[], meaning: string, remedy: string];

const report = "这是本工具的缺陷，请反馈。";
const tryLater = "请稍后重试。如持续出现，请联系腾讯云技术支持。";
const support = "请联系腾讯云技术支持。";
const useAdmin = "请使用 App 管理员账号（控制台中的第一个为 administrator）。";
const signAnew = "请重新生成 UserSig。";
const checkSignature = "请检查 UserSig 是否完整，并确认由该应用的密钥生成。";

// biome-ignore format: one code, or one group of codes with the same meaning, per row
const rows: readonly Row[] = [
  [[60002], "HTTP 请求或 URL 解析失败", report],
  [[60003], "请求体不是有效的 JSON", report],
  [[60004, 60005], "账号或 UserSig 错误", "请检查管理员账号和密钥。"],
  [[60006], "SDKAppID 无效", "请检查 SDKAppID 和地域。"],
  [[60007, 60011, 60018, 60019], "请求过于频繁", "请降低调用频率。"],
  [[60008], "服务超时，或 HTTP 请求格式错误", "请稍后重试。"],
  [[60009], "请求的资源不存在", "请检查服务名和命令字。"],
  [[60010, 70403], "该操作需要 App 管理员权限", useAdmin],
  [[60012], "请求缺少 SDKAppID", report],
  [[60013], "服务端解析自身响应失败", tryLater],
  [[60014], "账号查询超时", tryLater],
  [[60015], "请求中的账号不是字符串", report],
  [[60016], "SDKAppID 已被禁用", support],
  [[60017], "请求已被禁用", support],
  [[60020], "套餐包已过期、未购买或正在配置", "请购买套餐包；如刚购买，请等待 5 分钟。"],
  [[60021], "调用方的 IP 地址不在允许范围内", "请从控制台允许的地址调用，或在控制台添加该地址。"],
  [[70001], "UserSig 已过期", "请重新生成 UserSig；如为新生成，请检查本机时钟。"],
  [[70002], "UserSig 为空", "请设置 UserSig。"],
  [[70003, 70004], "UserSig 校验失败，可能被截断", checkSignature],
  [[70005, 70006, 70007, 70008, 70010], "UserSig 校验失败", checkSignature],
  [[70009], "密钥与 SDKAppID 不匹配，或地域错误", "请从控制台重新复制密钥；如密钥正确，请检查 region。"],
  [[70013], "请求的账号与生成 UserSig 的账号不一致", "请使用生成 UserSig 时的账号。"],
  [[70014], "请求的 SDKAppID 与生成 UserSig 的 SDKAppID 不一致", "请使用生成 UserSig 时的 SDKAppID。"],
  [[70015], "该应用和账号类型没有校验方式", "请在控制台检查应用的登录集成设置。"],
  [[70016], "未找到应用的密钥", "请检查地域和密钥；应用只存在于创建时所选的地域。"],
  [[70020], "未找到 SDKAppID", "请检查地域和 SDKAppID；应用只存在于创建时所选的地域。"],
  [[70050], "UserSig 错误次数过多", "请修正 UserSig，一分钟后再试。"],
  [[70051], "账号已被列入黑名单", "请解除账号的黑名单。"],
  [[70052], "UserSig 已失效", signAnew],
  [[70107], "账号未导入", "请导入该账号。"],
  [[70114], "请求受到安全限制", support],
  [[70169, 70202], "服务内部超时", tryLater],
  [[70221], "登录状态已过期", signAnew],
  [[70346], "凭证校验失败", "请检查密钥。"],
  [[70347], "凭证已过期", signAnew],
  [[70398], "应用的账号数已达上限", "请升级套餐包或删除账号。"],
  [[70399], "账号删除未满三个月，ID 仍不可用", "请使用其他 ID。"],
  [[70402], "参数错误；常见原因是密钥缺失或错误", "请先检查密钥、UserSig 和地域，再检查参数。"],
  [
    [70201, 70203, 70205, 70207, 70208, 70212, 70213, 70222, 70225, 70231, 70308, 70348, 70362, 70401, 70500],
    "服务内部错误", tryLater,
  ],
];

const byCode: ReadonlyMap<number, { readonly meaning: string; readonly remedy: string }> = new Map(
  rows.flatMap(([codes, meaning, remedy]) => codes.map((code) => [code, { meaning, remedy }])),
);

/** A code of the API in Chinese; `null` for one that the vendor's table doesn't have. */
export const chineseErrorCode = (
  code: number,
): { readonly meaning: string; readonly remedy: string } | null => byCode.get(code) ?? null;
