import type { Words } from "../en/english.ts";
import { amounts } from "./amounts.ts";
import { chineseReason } from "./reasons.ts";

export const setWords: Words["sets"] = {
  asking: (lists) => `正在查询 ${amounts.lists(lists)} …`,
  unknownList: (name, remedy) => ({ what: `未知的列表 \`${name}\`。`, remedy }),
  ofLists: (lists, what) => `${lists.join("、")}：${what}`,
  noAddresses: (list) => ({
    what: `${list}：API 没有返回任何地址。`,
    remedy: "您的应用可能没有开通此列表，或列表中没有该协议的地址。切勿因此清空防火墙。",
  }),
  leftOut: (list, entry, reason) => ({ what: `${list}：已忽略 ${entry}（${chineseReason(reason)}）。` }),
  reason: chineseReason,
  writtenTo: (files, folder) => `已将 ${amounts.files(files)}写入 ${folder}。`,
  formatIsOneList: (format, count) => ({
    what: `--format ${format} 只能输出一个列表，而请求了 ${count} 个。`,
    remedy: "请只给出一个列表，或用 --output FOLDER 为每个列表写一个文件。",
  }),
  unknownFormat: (name, remedy) => ({ what: `--format：未知的格式 \`${name}\`。`, remedy }),

  noAllowlists: (folders) => ({
    what: `${folders.join("、")} 中没有白名单。`,
    remedy: "请使用 --path FOLDER，或用 --live 查询 API。`chat-ip sync` 会写入这些文件。",
  }),
  noTextFiles: (folder) => ({ what: `${folder} 中没有 .txt 文件。`, remedy: "请给出白名单所在的目录。" }),
  unreadable: (why) => ({
    what: "无法将输入读作地址列表。",
    why,
    remedy: "请使用 UTF-8 文本，每行一个地址或 CIDR。",
  }),
  badLine: (where, line, text, reason) =>
    `${where} 第 ${line} 行：${text} 不是有效的地址（${chineseReason(reason)}）。`,
  lineLeftOut: "已忽略。",
  lineReadAs: (prefix) => `读作 ${prefix}。`,
  badLinesEnd: (more) => ({
    what: more > 0 ? `另有 ${more} 行类似的内容。` : "没有输出任何内容。",
    remedy: "请改正这些行，或用 --skip-invalid 忽略。",
  }),

  twoSets: { what: "`diff` 比较两个集合。", remedy: "请给出两个文件，或用 `-` 表示标准输入。" },
  oneStdin: { what: "只能有一方来自标准输入。", remedy: "请为另一方给出文件。" },
  folderAndFile: { what: "目录和文件不能相互比较。", remedy: "请给出两个目录，或两个文件。" },

  noAddressGiven: {
    what: "没有给出地址。",
    remedy: "请以参数给出地址，或通过管道传入日志：chat-ip lookup < access.log",
  },
  notAnAddress: (text, reason) => ({
    what: `\`${text}\` 不是地址（${chineseReason(reason)}）。`,
    remedy: "请给出地址或 CIDR。如需读取日志，请通过管道传入或使用 --input FILE。",
  }),
  noAddressFound: (lines) => ({
    what: `在 ${amounts.lines(lines)}中没有找到地址。`,
    remedy: "每行必须包含一个地址，例如访问日志。",
  }),
  logSummary: (lines, addresses, unlisted, without) =>
    `${amounts.lines(lines)}，${amounts.addresses(BigInt(addresses))}，其中 ${unlisted} 个不在任何列表中。${without === 0 ? "" : `${amounts.lines(without)}没有地址。`}`,
  tooManyAddresses: { what: "地址过多，无法全部记住，因此有些地址输出了多次。" },
  inNoList: "不在任何列表中",
  since: (date) => `自 ${date} 起`,
  notCommitted: "尚未提交",
};
