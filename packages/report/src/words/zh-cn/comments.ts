import { code } from "../../text/escape.ts";
import type { RunWords } from "../run-words.ts";

const keepLine = code("# keep: 原因");

/** The words of the comments in Chinese. */
export const chineseComments: RunWords["comments"] = {
  obsolete: ({ base }) => ({
    intro: `**已关闭：没有需要变更的内容。** 列表与 ${base} 上的文件放行的地址再次一致。出现差异时会创建新的 PR。`,
    steps: [],
    news: false,
  }),
  "obsolete-edited": ({ base, branch }) => ({
    intro: `**没有需要变更的内容：** 列表与 ${base} 上的文件放行的地址再次一致。由于有人修改了 ${branch} 上的白名单文件，此 PR 保持打开。`,
    steps: [
      `**仍然需要？** 合并即可。列表中没有的地址之后会被提出移除，除非写在 ${keepLine} 行的下方。`,
      "**不再需要？** 关闭此 PR 并删除分支。",
    ],
    news: false,
  }),
  edited: ({ base, branch, path }) => ({
    intro: `**未更新：有人修改了 ${branch} 上的白名单文件。** 为避免覆盖他人的工作，没有推送任何内容。`,
    steps: [
      `**保留修改：** 在 ${base} 的 ${path} 中，将这些地址写到 ${keepLine} 行的下方，然后关闭此 PR 并删除分支。下次运行会创建包含它们的新 PR。`,
      "**放弃修改：** 在分支上还原，下次运行会从现有状态继续。",
      "**手动完成：** 在分支上完成上述变更，然后合并。",
    ],
    news: true,
  }),
  conflict: ({ base, branch }) => ({
    intro: `**未更新：${base} 修改了相同的文件，且 ${branch} 上有他人的提交。** 为避免合并时丢失他人的工作，没有推送任何内容。`,
    steps: [
      `**保留提交：** 将 ${base} 合并到该分支，所有白名单文件保留该分支的版本。下次运行会更新它们。`,
      "**放弃提交：** 关闭此 PR 并删除分支，下次运行会创建新的 PR。",
    ],
    news: true,
  }),
  "by-another": ({ branch }) => ({
    intro: `**此 PR 由其他账号从 ${branch} 创建。** 列表的新变更仍会以提交的形式加入该分支；标题和描述保持不变，也不会自动合并。`,
    steps: [],
    news: true,
  }),
  reminder: ({ mention }) => ({
    intro: `**仍在等待评审。** ${mention}`.trim(),
    steps: [
      "**确认无误？** 请合并。合并之前，正在使用的地址不会被放行。",
      "**有疑问？** 请关闭此 PR，相同的变更不会再次提出。",
    ],
    news: false,
  }),
};
