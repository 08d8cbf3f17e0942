import type { ForgeMessage, GivenUp, NoAnswer, Purpose } from "@chat-ip/sync";
import { quantitiesOf } from "../../text/quantities.ts";
import { type MessageText, type MessageWords, onOneLine, permissionsBlock } from "../message-words.ts";

/** What could not be done: the end of a sentence that begins with 无法. */
const purposes: Readonly<Record<Purpose, string>> = {
  "read-account": "读取令牌所属的账号",
  "read-repository": "读取仓库",
  "read-base": "读取基准分支",
  "read-branch": "读取分支",
  "list-allowlists": "列出白名单文件",
  "list-files": "列出仓库中的文件",
  "read-allowlist": "读取白名单文件",
  "read-commit": "读取提交",
  "list-commits": "列出分支上的提交",
  "compare-branch": "比较分支与基准分支",
  "list-pull-requests": "列出 PR",
  "read-pull-request": "读取 PR",
  "read-events": "读取 PR 的事件",
  "read-comments": "读取 PR 的评论",
  "read-rules": "读取分支规则",
  "read-waiting": "读取等待确认的移除，或列出分支",
  "write-allowlists": "写入白名单文件",
  "create-commit": "创建提交",
  "create-branch": "创建分支",
  push: "推送到分支",
  "delete-branch": "删除分支",
  "open-pull-request": "创建 PR",
  "edit-pull-request": "编辑 PR",
  merge: "合并 PR",
  "read-checks": "读取检查结果",
  "read-statuses": "读取提交状态",
  comment: "在 PR 中发表评论",
  "edit-comment": "编辑评论",
  "delete-comment": "删除评论",
  "add-labels": "添加标签",
  "add-assignees": "添加负责人",
  "request-reviewers": "请求评审",
  other: "使用 GitHub 的 API",
};

const saying = (detail: string): string =>
  detail === "" ? "GitHub 没有说明原因。" : `GitHub 的说明：“${onOneLine(detail)}”。`;

function noAnswer(why: NoAnswer): string {
  switch (why.kind) {
    case "timeout":
      return `超过 ${why.seconds} 秒没有完成`;
    case "connection-ended":
      return "连接已断开，没有收到响应";
    case "endless-redirects":
      return "重定向次数过多";
    case "other-host":
      return why.origin === null ? "被重定向到其他主机" : `被重定向到其他主机 ${why.origin}`;
    case "too-large":
      return "响应过大，不像是 GitHub 的响应";
    case "not-json": {
      const { status } = why;
      return status === null
        ? "响应不是 JSON，可能不是 GitHub 返回的"
        : `HTTP ${status}，响应不是 JSON，可能不是 GitHub 返回的`;
    }
    case "certificate":
    case "other":
      return `“${onOneLine(why.detail)}”`;
  }
}

function afterwards(givenUp: GivenUp): string {
  if (givenUp.kind === "tries") return `共尝试 ${quantitiesOf("zh-CN").number(givenUp.tries)} 次。`;
  return givenUp.until === null
    ? "GitHub 要求等待的时间超过一次运行所能等待的时间。"
    : `GitHub 要求等到 ${givenUp.until} ，请在此之后重新运行工作流。`;
}

/** Adds what was done before the request was given up. */
const withTries = (text: MessageText, givenUp: GivenUp | undefined): MessageText =>
  givenUp === undefined ? text : { ...text, why: `${text.why ?? ""}${afterwards(givenUp)}` };

const protectionSettings = "`Settings → Rules → Rulesets` 或 `Settings → Branches`（传统分支保护）";

/** What a git host refuses, in Chinese. */
export const chineseForgeMessages: Pick<MessageWords, ForgeMessage["id"]> = {
  archived: ({ givenUp }) =>
    withTries(
      {
        what: "仓库已归档，无法写入。",
        remedy: "请在 `Settings → General` 中取消归档，或移除此工作流。",
      },
      givenUp,
    ),
  sso: ({ givenUp }) =>
    withTries(
      {
        what: "组织要求单点登录（SAML），而该令牌尚未获得组织授权。",
        remedy:
          "请为该组织授权此令牌（在 github.com 上：`Settings → Developer settings` → 您的令牌 → `Configure SSO`），或不设置 `token`，改用工作流自带的令牌。",
      },
      givenUp,
    ),
  "ip-allow-list": ({ givenUp }) =>
    withTries(
      {
        what: "组织启用了 IP 允许列表，而此运行器的地址不在其中。",
        remedy:
          "请在地址位于列表中的运行器上运行，或请组织所有者在组织的 `Settings → Authentication security` 中添加该地址。",
      },
      givenUp,
    ),
  "pulls-off": ({ givenUp }) =>
    withTries(
      {
        what: "此仓库关闭了 PR 功能。",
        remedy: "请在 `Settings → General → Features` 中启用，或使用不需要 PR 的 `mode: check`。",
      },
      givenUp,
    ),
  "no-answer": ({ purpose, why, givenUp }) => {
    const what = `无法${purposes[purpose]}：没有收到 GitHub 的响应（${noAnswer(why)}）。`;
    const remedy =
      "如果您的网络会解密 TLS，或服务器使用自建 CA 的证书，请通过 `NODE_EXTRA_CA_CERTS` 信任该 CA。";
    return withTries(why.kind === "certificate" ? { what, remedy } : { what }, givenUp);
  },
  "server-error": ({ purpose, status, givenUp }) =>
    withTries(
      {
        what: `无法${purposes[purpose]}：GitHub 返回 HTTP ${status}。`,
        remedy: "请稍后重新运行工作流。github.com 的状态见 https://www.githubstatus.com 。",
      },
      givenUp,
    ),
  "token-refused": ({ purpose, givenUp }) =>
    withTries(
      {
        what: `无法${purposes[purpose]}：GitHub 不接受该令牌（401）。`,
        remedy: "请不设置 `token`，改用工作流自带的令牌，或换用未过期的令牌。",
      },
      givenUp,
    ),
  "rate-limited": ({ purpose, status, givenUp }) =>
    withTries({ what: `无法${purposes[purpose]}：已达到 GitHub 的频率限制（${status}）。` }, givenUp),
  "no-permission": ({ purpose, givenUp }) =>
    withTries(
      {
        what: `工作流的令牌没有权限${purposes[purpose]}（403）。`,
        remedy:
          "请在作业中添加以下权限。自备的令牌同样需要这两项：`Contents` 和 `Pull requests` 的读写权限。",
        snippet: permissionsBlock,
      },
      givenUp,
    ),
  forbidden: ({ purpose, detail, givenUp }) =>
    withTries(
      {
        what: `GitHub 拒绝${purposes[purpose]}（403）。`,
        why: saying(detail),
        remedy: "请检查令牌的权限。",
      },
      givenUp,
    ),
  "not-known-yet": ({ purpose, status, detail, givenUp }) =>
    withTries(
      {
        what: `无法${purposes[purpose]}：GitHub 找不到此前已返回的对象（${status}）。`,
        why: saying(detail),
        remedy: "请重新运行工作流。",
      },
      givenUp,
    ),
  "nothing-there": ({ purpose, givenUp }) =>
    withTries(
      {
        what: `无法${purposes[purpose]}：GitHub 返回 404。`,
        why: "仓库、基准分支或分支不存在，或令牌无权查看。",
        remedy: "请检查名称，并确认作业具有以下权限。",
        snippet: permissionsBlock,
      },
      givenUp,
    ),
  "request-refused": ({ purpose, status, detail, givenUp }) =>
    withTries({ what: `GitHub 拒绝${purposes[purpose]}（${status}）。`, why: saying(detail) }, givenUp),
  "odd-answer": ({ part }) => ({
    what: `GitHub 的响应缺少 \`${part}\`，可能不是 GitHub 返回的。`,
    remedy: "请重新运行工作流。如持续出现，请检查运行器与 GitHub 之间的网络设备。",
  }),
  "folder-too-large": ({ path, most }) => ({
    what: `文件夹 \`${path}\` 中的文件达到或超过 ${quantitiesOf("zh-CN").number(most)} 个，GitHub 无法全部列出。`,
    remedy: "请将 `path` 设为只存放白名单的文件夹。",
  }),
  "merge-queue": ({ number, base }) => ({
    what: `没有自动合并 #${number}：\`${base}\` 启用了合并队列，只能由队列合并。`,
    remedy: "请手动将该 PR 加入队列，或设置 `auto-merge: none`。",
  }),
  "merge-method": ({ number, method }) => ({
    what: `没有自动合并 #${number}：仓库不允许 \`${method}\` 方式的合并。`,
    remedy: "请将 `merge-method` 设为允许的方式，见 `Settings → General → Pull Requests` 和基准分支的规则。",
  }),
  "may-not-open": ({ branch, compareUrl }) => ({
    what: `此仓库不允许 GitHub Actions 创建 PR。变更已在分支 \`${branch}\` 上。`,
    remedy: `请在 \`Settings → Actions → General\` 中勾选 \`Allow GitHub Actions to create and approve pull requests\` （组织可能已为所有仓库关闭此项），或将 \`token\` 设为 GitHub App 的令牌。然后重新运行，或自行创建 PR： ${compareUrl}`,
  }),
  "protected-branch": ({ branch, rules, detail }) => ({
    what: `分支 \`${branch}\` 受到保护，令牌无法写入。`,
    why: `${rules.length > 0 ? `适用的规则：${rules.map((rule) => `\`${rule}\``).join("、")}。` : ""}${saying(detail)}`,
    remedy: `请在 ${protectionSettings}中排除该分支，或允许令牌的账号绕过规则，或换用其他 \`branch\`。`,
  }),
  "creation-refused": ({ branch, detail }) => ({
    what: `GitHub 拒绝创建分支 \`${branch}\`。`,
    why: `${saying(detail)}该名称未被占用，很可能是分支保护限制了新建分支。`,
    remedy: `请检查 ${protectionSettings}：排除该分支，或允许令牌的账号绕过规则，或换用其他 \`branch\`。`,
  }),
  "name-clash": ({ branch, other }) => ({
    what: `无法创建分支 \`${branch}\`。`,
    why: `已有分支 \`${other}\`，git 不允许两者并存。`,
    remedy: "请换用其他 `branch`，或删除、重命名该分支。",
  }),
};
