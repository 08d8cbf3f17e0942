import type { Language, Operation } from "@chat-ip/sync";

/** Words of a run that is stopped from outside. They stand apart, since they are needed before anything else is loaded. */
interface StoppedWords {
  readonly heading: string;
  stopped(signal: string): string;
  readonly nothingChecked: string;
  pullRequest(operation: Operation | null, place: string): string;
}

const operations: Readonly<Record<Operation, string>> = {
  none: "无需操作",
  created: "已创建",
  updated: "已更新",
  unchanged: "保持不变",
  closed: "已关闭",
  blocked: "未更新",
  suppressed: "不再次提出",
  merged: "已合并",
};

const catalogue: Readonly<Record<Language, StoppedWords>> = {
  en: {
    heading: "Chat IP allowlists: stopped",
    stopped: (signal) =>
      `The run was stopped (${signal}) before its end. The next run continues where this one stopped.`,
    nothingChecked: "No list was checked.",
    pullRequest: (operation, place) => `Pull request: ${[operation ?? "", place].join(" ").trim()}`,
  },
  "zh-CN": {
    heading: "Chat IP 白名单：已停止",
    stopped: (signal) => `运行在结束之前被停止（${signal}）。下次运行将从现有状态继续。`,
    nothingChecked: "没有检查任何列表。",
    pullRequest: (operation, place) =>
      `PR：${[operation === null ? "" : operations[operation], place].join(" ").trim()}`,
  },
};

export const stoppedWords = (language: Language): StoppedWords => catalogue[language];
