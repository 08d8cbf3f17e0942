import type { Why } from "@chat-ip/sync";
import { code, plain } from "../../text/escape.ts";
import { quantitiesOf } from "../../text/quantities.ts";
import type { RunWords } from "../run-words.ts";
import { chineseComments } from "./comments.ts";
import { findingLabels } from "./first-screen.ts";

const reasons: Readonly<Record<Exclude<Why, "closed-by-a-person">, string>> = {
  "nothing-to-change": "检查过的列表没有变化。",
  proposed: "其中包含已提交列表与实时列表之间的差异。",
  "proposed-again": "其中包含列表的最新内容。",
  "up-to-date": "其内容已是最新。",
  "others-unknown": "已加载的列表没有变化，其余列表未知。",
  "drift-gone": "已提交的文件已包含全部实时地址。",
  edited: "有人修改了该分支上的白名单，因此没有推送。",
  "obsolete-edited": "已没有需要变更的内容，但有人修改了该分支上的白名单，请手动关闭。",
  conflict: "基准分支与该分支冲突，且该分支上有他人的提交，因此没有推送。",
  "merged-as-judged": "已满足自动合并的全部条件。",
};

/** The words of the summary, the annotations and the comments in Chinese. */
export function chineseRun(): RunWords {
  const { number } = quantitiesOf("zh-CN");
  const pullRequest = (id: number | null): string => (id === null ? "PR" : `PR #${id}`);
  return {
    allowlists: "Chat IP 白名单",
    runLink: (id) => (id === null ? "本次运行" : `第 ${id} 次运行`),
    runSummary: "运行摘要",
    pullRequest,
    leftOut: (where, omitted, summary) =>
      where === "summary"
        ? `**因篇幅过长而省略：** ${omitted}。完整内容见 JSON 报告（输出 ${code("report")}）。`
        : `**因篇幅过长而省略：** ${omitted}。请查看${summary}或 diff。`,
    sections: { changes: "变更", noticed: "注意事项", waiting: "等待确认的移除" },
    omittedChanges: (count) => `${number(count)} 项变更`,
    headings: {
      firstVersion: (prefixes) => `首个版本，${number(prefixes)} 个前缀`,
      changed: (moved) => `${moved} 个前缀`,
      badLines: (count) => `替换 ${number(count)} 行无法识别的内容`,
      formats: "更新其他格式的文件",
      noChange: "没有变化",
      nothingProposed: "未提出变更",
      nothingCompared: "未能检查任何列表",
      failed: "运行失败",
      wrongInputs: "输入有误",
    },
    nothingProposed: "**未提出任何变更。** 不可信的内容已拦截，其余没有变化。",
    nothingCompared: (requests) =>
      `**未能检查任何列表：${requests === 1 ? "请求" : `全部 ${number(requests)} 个请求均`}失败。** 没有进行比较，也没有做任何更改。`,
    wrongInputs: (count) => `**${number(count)} 项输入有误。** 没有发出请求，也没有做任何更改。`,
    runFailed: "**运行失败。**",
    workedOn: (link) => `当时正在处理 ${link}，下次运行将从现有状态继续。`,
    done({ operation }, link) {
      switch (operation) {
        case "none":
          return "**无需操作。**";
        case "created":
          return `**已创建 ${link}。**`;
        case "updated":
          return `**已更新 ${link}。**`;
        case "unchanged":
          return `**${link} 保持不变。**`;
        case "closed":
          return `**已关闭 ${link}。**`;
        case "merged":
          return `**已合并 ${link}。**`;
        case "blocked":
          return `**未更新 ${link}，需要人工处理。**`;
        case "suppressed":
          return `**不再次提出**（${link}）。`;
      }
    },
    why: (why, id) =>
      why === "closed-by-a-person"
        ? `有人关闭了内容完全相同的 ${pullRequest(id)}。如需再次提出，请设置 ${code("recreate-closed: true")}。`
        : reasons[why],
    startsNoWorkflow: "合并使用了工作流自带的令牌，因此不会触发其他工作流。",
    mergeWait: (wait) =>
      ({
        checks: "尚未合并：必需的检查仍在运行或未通过，下次运行会再次尝试。",
        review: "尚未合并：缺少必需的评审，下次运行会再次尝试。",
        mergeability: "尚未合并：GitHub 仍在计算能否合并，下次运行会再次尝试。",
        "no-required-check":
          "未合并：基准分支没有必需的检查。请添加一项，以确保只有通过检查的变更才会自动合并。",
      })[wait],
    openFor: (hours) =>
      `已打开 ${hours < 48 ? `${number(Math.floor(hours))} 小时` : `${number(Math.floor(hours / 24))} 天`}。`,
    signed: (commit) => `提交 ${commit} 已签名并通过验证。`,
    notSigned: (commit, reason) =>
      `提交 ${commit} 未通过验证${reason === null ? "" : `（${plain(reason)}）`}。要求签名提交的规则会拒绝它。`,
    noDrift: (base) => `**没有变化**：检查过的列表与 ${base} 一致。`,
    outOfDate: (differing, all, base) =>
      `**已过时：** ${number(all)} 个列表中有 ${number(differing)} 个与 ${base} 不一致。`,
    checkOnly: (differs) =>
      `本次运行仅检查，没有写入任何内容。${differs ? `设置 ${code("mode: pull-request")} 可提出变更。` : ""}`,
    endsRed(failed, heldBack, heldRemovals, all) {
      const parts = [
        failed > 0 ? `${number(failed)} 个列表加载失败` : "",
        heldBack > 0 ? `${number(heldBack)} 个列表已拦截` : "",
        heldRemovals > 0 ? `${number(heldRemovals)} 个列表的移除已拦截` : "",
      ].filter((part) => part !== "");
      return `本次运行标记为失败：共 ${number(all)} 个列表，其中 ${parts.join("，")}。`;
    },
    warningsTitle: "警告",
    timingsTitle: "耗时",
    timingsHead: ["列表", "结果", "耗时"],
    results: { current: "没有变化", drift: "有变更", "held-back": "已拦截", failed: "加载失败" },
    took: (duration) => `本次运行耗时 ${duration}。`,
    listLine: {
      failed: (id) => `加载失败${id === null ? "" : `（错误码 ${id}）`}`,
      asCommitted: "与已提交的内容一致",
      writtenDifferently: "地址相同，写法不同",
      heldBack: (rules) => `已拦截（${rules.map((rule) => findingLabels[rule]).join("、")}）`,
      waiting: (count) => `${number(count)} 项移除等待确认`,
      heldRemovals: (count) => `${number(count)} 项移除已拦截`,
      badLines: (count) => `${number(count)} 行无法识别`,
    },
    annotations: {
      runFailed: "运行失败",
      wrongInputs: "输入有误",
      failed: (names) => `加载失败：${names}`,
      heldBack: (names) => `已拦截：${names}`,
      heldRemovals: (names, count) => `已拦截 ${names} 的 ${number(count)} 项移除`,
      letThrough: (names) => `已由 allow-suspicious 放行：${names}`,
      outOfDate: "白名单已过时",
      outOfDateMessage: (names, _, path, base) =>
        `${names} 与 ${base} 上的 ${path} 不一致。本次运行仅检查，没有写入任何内容。`,
      pullRequest: (id, what) =>
        `${pullRequest(id)} ${{ created: "已创建", updated: "已更新", closed: "已关闭", blocked: "未更新", merged: "已合并" }[what]}`,
      notAgain: "不再次提出",
      fileUnchanged: "文件保持不变。",
      moreWarnings: (count) => `另有 ${number(count)} 条警告，请查看运行摘要。`,
      workedOn: (id, url) => `当时正在处理 PR #${id}，${url}`,
    },
    comments: chineseComments,
    newsIntro: (base) => `列表的最新内容与 ${base} 的比较：`,
    oneOfThese: "请选择一种处理方式：",
  };
}
