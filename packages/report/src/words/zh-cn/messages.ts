import type { AddedKind, EntryType, MovedReason, OptionalStep } from "@chat-ip/sync";
import { quantitiesOf } from "../../text/quantities.ts";
import { type MessageWords, textOf } from "../message-words.ts";
import { chineseForgeMessages } from "./forge-messages.ts";

const moved: Readonly<Record<MovedReason, string>> = {
  "branch-appeared": "分支刚刚出现",
  "branch-moved": "分支有新的提交",
  "branch-came-and-went": "分支出现后又消失",
  "base-moved": "基准分支有新的提交",
  "folder-missed": "GitHub 未列出实际存在的文件夹",
  "pull-request-changed": "PR 或其分支发生变化",
  "pull-request-closed": "PR 已被关闭",
  "note-changed": "另一次运行更新了等待移除的记录",
  "not-found-yet": "GitHub 找不到刚刚创建的对象",
};

const types: Readonly<Record<EntryType, string>> = {
  file: "文件",
  folder: "文件夹",
  symlink: "符号链接",
  submodule: "子模块",
};

const added: Readonly<Record<AddedKind, string>> = {
  label: "标签",
  assignee: "负责人",
  reviewer: "评审人",
  "team-reviewer": "评审团队",
};

const namesInCode = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join("、");

function stepText(failed: OptionalStep): string {
  switch (failed.step) {
    case "remind":
      return `无法在 #${failed.number} 中留下提醒。`;
    case "merge":
      return `无法自动合并 #${failed.number}。`;
    case "mark-closed":
      return `无法将 #${failed.number} 标记为由此 Action 关闭。`;
    case "comment":
      return `无法在 #${failed.number} 中发表评论，其对话可能已锁定。`;
    case "delete-comment":
      return `无法删除 #${failed.number} 中过时的评论。`;
    case "edit-body":
      return `无法更新 #${failed.number} 的标题和正文。`;
    case "delete-branch":
      return `无法删除分支 \`${failed.branch}\`。`;
    case "restore-branch":
      return `无法恢复分支 \`${failed.branch}\`。`;
  }
}

/** All messages of a run in Chinese. */
export const chineseMessages: MessageWords = {
  ...chineseForgeMessages,
  "unexpected-error": ({ text }) => ({
    what: `发生意外错误：“${text}”。`,
    remedy: "请稍后重新运行。如持续出现，请附上日志反馈。",
  }),
  "changed-too-often": ({ tries, reason }) => ({
    what: `本次运行期间仓库变化了 ${tries} 次（${moved[reason]}），因此运行已停止，没有覆盖任何内容。`,
    remedy: "下次运行将从现有状态继续。在工作流中添加 `concurrency` 可避免此问题。",
  }),
  "not-a-file": ({ path, type }) => ({
    what: `仓库中的 \`${path}\` 是${types[type]}，不是文件。`,
    remedy: "请将其移除，或换用其他 `path`。",
  }),
  "not-a-folder": ({ path, type }) => ({
    what: `仓库中的 \`${path}\` 是${types[type]}，不是文件夹。`,
    remedy: "请换用其他 `path`。",
  }),
  "file-too-large": ({ path, bytes, most }) => {
    const { number } = quantitiesOf("zh-CN");
    return {
      what: `\`${path}\` 有 ${number(bytes)} 字节，超过可读取的上限（${number(most)} 字节）。`,
      remedy: "如果它不是白名单文件，请将其移除。",
    };
  },
  "branch-is-base": ({ branch }) => ({
    what: `\`${branch}\` 就是基准分支。`,
    remedy: "请为 PR 另设 `branch`。",
  }),
  "no-such-base": ({ base }) => ({
    what: `仓库中没有分支 \`${base}\`，或令牌无权查看。`,
    remedy: "如果是新建的空仓库，请先推送一个提交；如果设置了 `base`，请检查其名称。",
  }),
  "other-target": ({ number, branch }) => ({
    what: `由 \`${branch}\` 创建的 PR #${number} 的目标是另一个基准分支。`,
    remedy: "请将 `base` 设为该分支，或修改 PR 的基准分支，或换用其他 `branch`。",
  }),
  "foreign-branch": ({ branch }) => ({
    what: `分支 \`${branch}\` 已存在，且不是由此 Action 创建的，因此没有写入任何内容。`,
    remedy: "请重命名或删除该分支，或换用其他 `branch`。",
  }),
  "other-folder": ({ number, folder }) => ({
    what: `PR #${number} 修改的是 \`${folder}/\` 中的白名单，与本次运行的 \`path\` 不同。没有写入任何内容。`,
    remedy: "请关闭该 PR 并删除其分支，或为每个 `path` 设置各自的 `branch`。",
  }),
  "other-base": ({ branch, base }) => ({
    what: `分支 \`${branch}\` 没有打开的 PR，但有 \`${base}\` 上没有、也不是由此 Action 创建的提交，可能属于另一个 \`base\`。没有写入任何内容。`,
    remedy: "请删除或重命名该分支，或换用其他 `branch`。",
  }),
  "edited-branch": ({ branch }) => ({
    what: `分支 \`${branch}\` 没有打开的 PR，但有人在其中修改了白名单，因此没有写入任何内容。`,
    remedy: "请合并或重命名该分支，或换用其他 `branch`。",
  }),
  "no-drafts": ({ number }) => ({
    what: `#${number} 已作为普通 PR 创建：此仓库不支持草稿 PR。`,
    remedy: "请设置 `draft: false`。草稿 PR 需要公开仓库或付费套餐。",
  }),
  "pushed-while-deleted": ({ branch, sha }) => ({
    what: `删除分支 \`${branch}\` 时有人推送了提交，因此该分支已恢复到其提交 \`${sha}\`。`,
  }),
  "step-failed": ({ failed, because }) => {
    const text = textOf(chineseMessages, because);
    return { ...text, what: `${stepText(failed)}${text.what}` };
  },
  "cannot-remember": ({ because }) => {
    const text = textOf(chineseMessages, because);
    const what = `移除无法等待确认：仓库不允许令牌保存相关记录，因此改为再次查询。${text.what}`;
    return { ...text, what };
  },
  "not-added": ({ kind, names, because }) => {
    const text = textOf(chineseMessages, because);
    return { ...text, what: `未能添加${added[kind]} ${namesInCode(names)}。${text.what}` };
  },
  "not-assigned": ({ names }) => ({
    what: `未能添加${added.assignee} ${namesInCode(names)}。`,
    why: "GitHub 最多允许十位负责人，且只能是可以查看仓库并有写入权限或发表过评论的人。",
  }),
  "teams-unseen": () => ({
    what: "工作流自带的令牌看不到组织的团队。",
    remedy: "如需请求团队评审，请将 `token` 设为可以读取组织成员的 GitHub App 令牌。",
  }),
  "long-open": ({ number, hours, url }) => ({
    what: `#${number} 已打开 ${quantitiesOf("zh-CN").number(hours)} 小时，其中新增放行的地址已在使用。`,
    remedy: `请合并或关闭： ${url}`,
  }),
  overdue: ({ number, hours, failAfterHours }) => ({
    what: `#${number} 新增放行的地址已在使用，而该 PR 已打开 ${quantitiesOf("zh-CN").number(hours)} 小时，超过 \`fail-after\` 允许的 ${failAfterHours} 小时。`,
    remedy: "请合并；如变更有误，请关闭。",
  }),
  "no-required-check": ({ number, base }) => ({
    what: `没有自动合并 #${number}：\`${base}\` 没有必需的状态检查。`,
    remedy:
      "请在 `Settings → Rules → Rulesets` （或 `Settings → Branches`）中为该分支添加必需的检查，或手动合并。",
  }),
  "only-rebase": () => ({
    what: "基准分支和该分支在分叉之后都有变化，而此仓库只允许变基合并，无法合并用于衔接两者的提交。",
  }),
  "schedule-ends": ({ base, days, daysLeft, isPublic }) => {
    const left = daysLeft === 0 ? "随时可能停止" : `可能在 ${daysLeft} 天后停止`;
    return {
      what: `\`${base}\` 上最新的提交已是 ${days} 天前。`,
      why: `公开仓库连续 60 天没有活动时，GitHub 会停用其定时运行。${isPublic ? "此工作流的" : "如果此仓库是公开的，其"}定时运行${left}。`,
      remedy:
        "请向该分支合并或推送任意提交，空提交亦可。如定时运行已停止，请在 `Actions` 下该工作流的页面重新启用。",
    };
  },
  "start-again": ({ branch, number, because }) => {
    const text = textOf(chineseMessages, because);
    const close = number === null ? "请删除" : `请关闭 #${number} 并删除`;
    const wayOut = `${close}分支 \`${branch}\`：下次运行将从当前的基准分支重新开始，且不视为拒绝此变更。`;
    return { ...text, remedy: text.remedy === undefined ? wayOut : `${wayOut}或者：${text.remedy}` };
  },
};
