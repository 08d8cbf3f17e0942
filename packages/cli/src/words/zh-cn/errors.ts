import type { NetworkFailureKind } from "@chat-ip/core";
import { chineseCode } from "../../explain/chinese-codes.ts";
import type { Words } from "../en/english.ts";

const regionRemedy = "请将 --region 设为控制台中该应用的地域（`chat-ip doctor` 会查询所有地域）。";

/** The words of a terminal, where the flags of this program are the remedy. */
const remedies: ReadonlyMap<number, string> = new Map([
  [70009, "请从控制台重新复制密钥；如密钥正确，请检查 --region（`chat-ip doctor` 会查询所有地域）。"],
  [
    70013,
    "生成 UserSig 与调用接口或登录时请使用同一账号（--identifier）。`chat-ip decode USERSIG` 可查看 UserSig 属于哪个账号。",
  ],
  [
    70014,
    "生成 UserSig 与调用接口或登录时请使用同一 SDKAppID（--sdk-app-id）。`chat-ip decode USERSIG` 可查看 UserSig 属于哪个应用。",
  ],
  [70016, regionRemedy],
  [70020, regionRemedy],
  [60010, "请将 --identifier 设为 App 管理员账号，控制台默认的是 administrator。"],
]);

const network: Readonly<Record<NetworkFailureKind, { readonly why: string; readonly remedy: string }>> = {
  dns: { why: "无法解析主机名。", remedy: "请检查本机的 DNS；如使用了 --endpoint，请检查其中的主机名。" },
  connect: { why: "无法连接。", remedy: "请检查防火墙和 HTTPS_PROXY。`chat-ip doctor` 会逐一尝试各个主机。" },
  tls: {
    why: "证书未通过校验。",
    remedy: "如果您的代理会解密 TLS，请将 NODE_EXTRA_CA_CERTS 设为其证书。",
  },
  proxy: {
    why: "代理拒绝请求、要求密码或无法连接。",
    remedy: "请检查 HTTPS_PROXY（如代理要求，请包含用户名和密码）和 NO_PROXY。",
  },
  timeout: { why: "未能及时收到完整的响应。", remedy: "请检查网络后重试。" },
  reset: { why: "收到完整响应之前连接已断开。", remedy: "请稍后重试。" },
  status: { why: "服务端暂时无法提供服务。", remedy: "请稍后重试。" },
};

const checkPermissions = "请检查文件的所有者和权限。";

const system: Readonly<Record<string, string>> = {
  ENOENT: "请检查路径。",
  EACCES: checkPermissions,
  EPERM: checkPermissions,
  EEXIST: "已有同名文件，请换一个名称。",
  EISDIR: "请给出文件，而不是目录。",
  ENOTDIR: "路径中有一部分是文件，请检查路径。",
  ENOSPC: "磁盘已满。请释放空间后重新运行；原有文件没有改变。",
  EDQUOT: "磁盘配额已用完。请释放空间后重新运行；原有文件没有改变。",
  EFBIG: "文件会超过当前账号允许写入的大小（`ulimit -f`）。原有文件没有改变。",
  EROFS: "文件系统是只读的，请换一个目录。",
  EMFILE: "打开的文件过多，请提高限制（`ulimit -n`）。",
};

export const errorWords: Words["errors"] = {
  error: "错误：",
  warning: "警告：",
  refused: (command, host, code) => `${host} 拒绝了 ${command}（错误码 ${code}）。`,
  serverSays: (words) => `服务端的说明：${words}。`,
  meaning: (code, known) => chineseCode(code)?.meaning ?? known,
  remedy: (code, known) => remedies.get(code) ?? chineseCode(code)?.remedy ?? known,
  noAnswer: (host, attempts) => `${host} 没有响应${attempts === 1 ? "" : `（共尝试 ${attempts} 次）`}。`,
  fullStop: "。",
  network: (kind) => network[kind],
  httpStatus: (status) => `HTTP 状态码为 ${status}。`,
  notTheApi: (host, command) => ({
    what: `${host} 对 ${command} 的响应不符合 API 的格式。`,
    remedy: "请检查地域或 --endpoint，以及与 API 之间的代理或网关。",
  }),
  notWholeUserSig: () => ({
    what: "这不是完整的 UserSig。",
    remedy: "请完整复制：UserSig 是一行数百个字母、数字、`*`、`-` 和 `_`。",
  }),
  settingsUnusable: (why) => ({ what: "设置有误。", why }),
  formatLimit: (list, format) => ({
    what: `列表 ${list} 超出 ${format} 格式的上限。`,
    remedy: `请从 --format 中去掉 ${format}，或拆分列表。`,
  }),
  system: (call, path, code) => ({
    what: `${call}${path} 失败（${code}）。`,
    remedy:
      call === "mkdir" && code === "ENOENT"
        ? "请检查路径，以及该处是否可以创建目录。"
        : (system[code] ?? "请加上 --debug 重新运行以查看详情。"),
  }),
  unexpected: (words) => ({
    what: `意外错误：${words}`,
    remedy: "请加上 --debug 重新运行，并附上详情反馈。",
  }),
};
