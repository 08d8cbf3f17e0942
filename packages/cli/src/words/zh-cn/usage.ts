import { oneLine } from "../../one-line.ts";
import type { Words } from "../en/english.ts";

const seeHelp = "请加上 --help 查看用法。";

/** What the library says of a command line, by its code; `name` is what it quotes. */
const refusals: Readonly<Record<string, (name: string) => string>> = {
  "commander.unknownCommand": (name) => `未知的命令：${name}。`,
  "commander.unknownOption": (name) => `未知的选项：${name}。`,
  "commander.missingArgument": (name) => `缺少参数 ${name}。`,
  "commander.optionMissingArgument": (name) => `选项 ${name} 缺少值。`,
  "commander.excessArguments": () => "参数过多。",
};

export const usageWords: Words["usage"] = {
  noCommand: { what: "未指定命令。", remedy: "请运行上面的某个命令，加上 --help 可查看其用法。" },
  secretFlag: (flag) => ({
    what: `不支持 --${flag}：同一机器上的其他用户能看到命令行参数，shell 也会把它们记入历史。`,
    remedy: "请设置 CHAT_IP_SECRET_KEY，或使用 --key-file FILE、--key-stdin。",
  }),
  refused: (code, words) => {
    const [what = "", ...more] = words.replace(/^error: /, "").split("\n");
    const near = /Did you mean (?:one of )?(.*?)\?/.exec(more.join(" "))?.[1];
    const name = /'([^']*)'/.exec(what)?.[1] ?? "";
    const known = refusals[code];
    return {
      what: known === undefined ? `命令行有误：${oneLine(what)}` : known(oneLine(name, 80)),
      remedy: near === undefined ? seeHelp : `您是否想输入 ${near}？`,
    };
  },
  unknownLanguage: (name) => ({ what: `--language：不支持 \`${name}\`。`, remedy: "请使用 en 或 zh-CN。" }),
  didYouMean: (name) => `您是否想输入 \`${name}\`？`,
  useOneOf: (names) => `可选值：${names.join("、")}。`,
  nothingGiven: { what: "没有输入内容。", remedy: "请以参数给出，或通过管道传入。示例见 --help。" },
  noNameAndValue: (flag, text) => ({ what: `${flag} ${text}：应为 name=value 的形式。` }),
  notWholeNumber: (flag, text) => ({ what: `${flag}：\`${text}\` 不是大于 0 的整数。` }),
  everyIsNoTime: { what: "--every：请写秒数，或带 m、h、d 的数字，例如 6h。" },
  noCompletion: (shell, remedy) => ({ what: `没有适用于 \`${shell}\` 的补全脚本。`, remedy }),
  unknownCode: (text, remedy) => ({ what: `\`${text}\` 不是已知的错误码或列表名。`, remedy }),
  lookUpCode: "请查阅官方错误码文档：https://cloud.tencent.com/document/product/269/1671",
  explanation: (code, meaning, remedy, retry) =>
    `${code}：${meaning}。\n${retry ? "同一请求稍后重试可能成功。\n" : ""}处理：${remedy}\n`,
};
