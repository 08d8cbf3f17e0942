import { quantitiesOf } from "../../text/quantities.ts";
import { type CoreRule, type InputPlace, type InputWords, quoted, type TextFault } from "../input-problem.ts";

function at(place: InputPlace): string {
  if ("input" in place) {
    return `\`${place.input}\`${place.value === undefined ? " " : ` 的值 ${quoted(place.value)} `}`;
  }
  if ("app" in place) {
    const field = place.field === undefined ? "" : `的 \`${place.field}\``;
    const value = place.value === undefined ? " " : ` ${quoted(place.value)} `;
    return `\`apps\` 中的应用 \`${place.app}\` ${field}${field === "" ? "" : value}`;
  }
  if ("entry" in place) return `\`apps\` 的第 ${place.entry} 项`;
  const owner = place.owner === undefined ? "" : `（应用 \`${place.owner}\`）`;
  return `\`${place.secrets}\` 的第 ${place.line} 行${owner}`;
}

const faults: Readonly<Record<Extract<TextFault, string>, string>> = {
  empty: "为空",
  invisible: "含有控制字符或不可见字符",
  "not-unicode": "不是有效的 Unicode 文本",
  "ref-too-long": "超过 GitHub 允许的长度（244 字节）",
  "full-ref": "应为分支名，不含 `refs/heads/`",
  "reserved-by-git": "是 git 的保留名称",
  "leading-hyphen": "以 `-` 开头",
  "looks-like-a-commit": "看起来是提交的 SHA",
  "forbidden-character": "含有 git 不允许的字符（空格 ~ ^ : ? * [ \\）",
  "forbidden-sequence": "含有 git 不允许的 `..` 或 `@{`",
  "trailing-dot": "以点号结尾",
  "stray-slash": "以 `/` 开头或结尾，或含有 `//`",
  "part-leading-dot": "的某一部分以点号开头",
  "part-lock": "的某一部分以 `.lock` 结尾",
  "not-relative": "应为仓库内的相对路径",
  backslash: "应使用 `/`，不能使用 `\\`",
  "path-too-long": "超过 1000 字节",
  "empty-part": "含有空的部分（`//`）",
  "leaves-repository": "超出了仓库范围（`..`）",
  "dot-part": "含有 `.` 部分",
  "git-part": "含有 git 的保留名称（`.git`、`.gitmodules`、`.gitattributes`）",
  "part-too-long": "的某一部分超过 255 字节",
  "not-a-login": "不是有效的 GitHub 用户名",
  "team-with-organisation": "应只填写团队的标识，不含组织名",
  "not-a-team": "不是有效的团队标识",
  "reserved-trailer": "含有以 `Chat-IP-` 开头的行，此前缀保留给本 Action",
};

const faultText = (fault: TextFault): string =>
  typeof fault === "string" ? faults[fault] : `超过 ${quantitiesOf("zh-CN").number(fault.longerThan)} 个字符`;

/** The whole rule, since what core finds is told in English only. */
const rules: Readonly<Record<CoreRule, string>> = {
  "sdk-app-id": "无效：应为控制台显示的 SDKAppID，即 1 到 4294967295 的整数",
  identifier: "无效：应为 App 管理员账号，1 到 32 字节，不含控制字符和换行，首尾不含空格",
  "secret-key": "无效：应为控制台显示的密钥（64 位十六进制），不含空白和不可见字符。请从控制台重新复制",
  "user-sig": "无效：应为完整的 UserSig，只含字母、数字、`*`、`-` 和 `_`。请重新复制",
  endpoint: "无效：应为完整的 `https://` 地址，不含用户名、密码、查询和片段（`http://` 仅限本机）",
};

const nearest = (suggestion: string | null): string =>
  suggestion === null ? "" : `是否应为 \`${suggestion}\`？`;
const names = (all: readonly string[]): string => all.map((name) => `\`${name}\``).join("、");
const copyIt = "请从该列表被拦截的消息中复制。";
const noSecretsForForks = "来自复刻仓库的工作流无法获取密钥。";

/** Everything that can be wrong with the inputs, in Chinese. */
export const chineseInputs: InputWords = {
  "both-set": ({ place, names: [one, other] }) =>
    `${place === undefined ? "" : at(place)}同时设置了 \`${one}\` 和 \`${other}\`，请只设置其中一个。`,
  "secret-key-empty": () =>
    `\`secret-key\` 为空。请检查密钥是否存在、名称是否正确。${noSecretsForForks}（也可以改为设置 \`user-sig\`。）`,
  "sdk-app-id-empty": () =>
    "`sdk-app-id` 为空。如果使用 `vars.CHAT_SDK_APP_ID`，请在 `Settings → Secrets and variables → Actions → Variables` 中创建（不是 `Secrets`）。",
  "token-empty": () => "`token` 为空。不设置此输入即可使用工作流自带的令牌。",
  "token-odd": () => "`token` 含有令牌中不会出现的字符。",
  "apps-aliases": () => "`apps` 中重复引用过多，请减少 YAML 别名（`*name`）。",
  "no-server": ({ place, regions }) => {
    const set = `${place === undefined ? "" : at(place)}请设置 \`region\` 或 \`endpoint\`。`;
    return regions === undefined ? set : `${set}可用的地域：${names(regions)}。`;
  },
  "foreign-endpoint": ({ place }) =>
    `${at(place)}不是腾讯云的主机。该主机的运营者会收到您应用的 UserSig。如果信任该主机，请设置 \`allow-endpoint: true\`。`,
  "unknown-name": ({ place, value, known, suggestion }) =>
    `${at(place)}中的 ${quoted(value)} 无效。${nearest(suggestion)}可用的值：${names(known)}。`,
  "unknown-region": ({ place, value, known, suggestion }) =>
    `${at(place)}的值 ${quoted(value)} 无效。${nearest(suggestion)}可用的地域：${names(known)}。其他地域请设置 \`endpoint\`。`,
  "refused-by-core": ({ place, rule }) => `${at(place)}${rules[rule]}。`,
  "secrets-without-apps": ({ input }) =>
    `设置了 \`${input}\`，但没有设置 \`apps\`。请在 \`apps\` 中描述您的应用，或设置 \`secret-key\`。`,
  "apps-and-one": ({ inputs }) =>
    `\`apps\` 与 ${names(inputs)} 同时设置。请将其移入 \`apps\`（密钥移入 \`secret-keys\`），或不设置 \`apps\`。`,
  "not-a-switch": ({ place, value }) => `${at(place)}应为 \`true\` 或 \`false\`，而不是 ${quoted(value)}。`,
  "not-a-number": ({ place, value, whole, minimum, maximum, quoted: isQuoted }) =>
    `${at(place)}应为 ${minimum} 到 ${maximum} 的${whole ? "整数" : "数字"}，而不是 ${quoted(value)}。${isQuoted ? "请去掉引号。" : ""}`,
  "not-one-of": ({ place, value, allowed }) =>
    `${at(place)}应为 ${names(allowed)} 之一，而不是 ${quoted(value)}。`,
  "not-a-text": ({ place }) => `${at(place)}应为非空文本。`,
  "not-a-list": ({ place, example }) => `${at(place)}应为至少含一个名称的列表，例如 \`[${example}]\`。`,
  "no-name": ({ input, value }) => `\`${input}\` 中没有名称，只有 ${quoted(value)}。`,
  unfit: ({ place, fault }) => `${at(place)}${faultText(fault)}。`,
  "branch-is-the-base": ({ branch }) => `\`branch\` 的值 ${quoted(branch)} 就是基准分支，请为 PR 另设分支。`,
  "allowed-app": ({ value, suggestion }) =>
    `\`allow-suspicious\` 中的 ${quoted(value)} 不以 \`apps\` 中的应用开头，应写作 \`app/list@digest\`。${nearest(suggestion)}${copyIt}`,
  "allowed-form": ({ value, form, suggestion }) =>
    `\`allow-suspicious\` 中的 ${quoted(value)} 不是 \`${form}\` 的形式。${nearest(suggestion)}${copyIt}`,
  "allowed-digest": ({ value, named }) =>
    `\`allow-suspicious\` 中的 ${quoted(value)} 缺少返回数据的摘要。请按该列表消息中的写法填写 \`${named}@digest\`，它只放行那一次返回的数据。`,
  "apps-too-long": ({ most }) => `\`apps\` 超过 ${quantitiesOf("zh-CN").number(most)} 个字符。`,
  "apps-unreadable": ({ at: where, fault }) => {
    const place = where === null ? "" : `第 ${where.line} 行第 ${where.column} 列`;
    return `\`apps\` ${place}不是有效的 YAML 或 JSON（\`${fault}\`）。`;
  },
  "apps-not-a-list": ({ most, found }) =>
    `\`apps\` 应为含 1 到 ${most} 个应用的列表，${found === null ? "而现在不是列表" : `而现在有 ${found} 项`}。每个应用以 \`- name: …\` 开头。`,
  "app-not-an-object": ({ place }) => `${at(place)}应为含有 \`name\`、\`sdk-app-id\` 和 \`region\` 的对象。`,
  "app-name": ({ place }) =>
    `${at(place)}需要 \`name\`：1 到 63 个小写字母、数字和中间的连字符，例如 \`shop\`。`,
  "app-name-twice": ({ place }) => `${at(place)}的名称重复，请为每个应用设置不同的名称。`,
  "app-without-id": ({ place }) => `${at(place)}缺少 \`sdk-app-id\`。`,
  "app-secret": ({ place, field }) =>
    `${at(place)}中不应有 \`${field}\`。请将密钥写入输入 \`secret-keys\`，每行一个 \`name=key\`。`,
  "app-field": ({ place, field, known, suggestion }) =>
    `${at(place)}中没有名为 ${quoted(field)} 的字段。${suggestion === null ? `可用的字段：${names(known)}。` : nearest(suggestion)}`,
  "secret-lines": ({ input, lines }) =>
    `\`${input}\` 的第 ${lines.join("、")} 行应为 \`name=key\`，其中的名称是应用的名称。`,
  "secret-swapped": ({ place }) => `${at(place)}应为 \`name=key\`，名称和密钥的顺序颠倒了。`,
  "secret-of-nobody": ({ place, app, suggestion }) =>
    `${at(place)}：\`apps\` 中没有应用 \`${app}\`。${nearest(suggestion)}`,
  "secret-twice": ({ place, app }) => `${at(place)}：应用 \`${app}\` 已有密钥或 UserSig，请只设置一个。`,
  "secrets-missing": ({ apps, more }) =>
    `\`secret-keys\` 缺少应用 ${names(apps)}${more > 0 ? ` 等 ${quantitiesOf("zh-CN").number(apps.length + more)} 个应用` : ""}的行。请在该密钥中为每个应用添加一行 \`name=key\`。${noSecretsForForks}`,
  "shared-folder": ({ apps: [one, other], path }) =>
    `\`apps\` 中的 \`${one}\` 和 \`${other}\` 使用同一文件夹 ${quoted(path)}，请为每个应用设置各自的 \`path\`。`,
  "not-a-url": ({ variable }) =>
    `\`${variable}\` 不是有效的 http(s) 地址。该变量由运行器设置：请在运行器上运行，或自行设置。`,
  "no-repository": () =>
    "`GITHUB_REPOSITORY` 应为 `owner/name`。该变量由运行器设置：请在运行器上运行，或自行设置。",
  proxy: () =>
    "代理变量（`HTTPS_PROXY`、`HTTP_PROXY` 或 `ALL_PROXY`）的值无效：应为 `http://user:password@proxy.example:3128` 的形式，不含路径和查询，用户名和密码中的特殊字符须转义。",
  "no-proxy": () =>
    "`NO_PROXY` 中有不会匹配任何主机的条目：`*` 只能单独使用，`*.example.com` 应写作 `.example.com`，且不能带端口。",
  "short-key": ({ app, length }) =>
    `${app === null ? "`secret-key`" : `\`secret-keys\` 中应用 \`${app}\` 的密钥`}只有 ${quantitiesOf("zh-CN").number(length)} 个字符，而控制台显示的密钥有 64 个字符。请检查是否完整复制。`,
};
