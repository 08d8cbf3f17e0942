import type { Message } from "../../errors.ts";

/** What is wrong with a command line. */
export const usageWords = {
  noCommand: {
    what: "No command was given.",
    remedy: "Run one of the commands above with --help.",
  },
  secretFlag: (flag: string): Message => ({
    what: `--${flag} isn't accepted: other users of this machine can see arguments, and shells keep them.`,
    remedy: "Set CHAT_IP_SECRET_KEY, or use --key-file FILE or --key-stdin.",
  }),
  /** `words` are those of the library that reads the command line, which are English. */
  refused: (_code: string, words: string): Message => {
    const [what = "", ...more] = words.replace(/^error: /, "").split("\n");
    const remedy = more.join(" ").replace(/^\((.*)\)$/, "$1");
    return {
      what: `${what.charAt(0).toUpperCase()}${what.slice(1)}.`.replace(/\.\.$/, "."),
      remedy: remedy === "" ? "Run the command with --help to see what it takes." : remedy,
    };
  },
  unknownLanguage: (name: string): Message => ({
    what: `--language: \`${name}\` is not spoken here.`,
    remedy: "Use en or zh-CN.",
  }),
  didYouMean: (name: string): string => `Did you mean \`${name}\`?`,
  useOneOf: (names: readonly string[]): string => `Use one of ${names.join(", ")}.`,
  nothingGiven: {
    what: "Nothing was given.",
    remedy: "Give it as an argument, or pipe it in. See --help for examples.",
  },
  noNameAndValue: (flag: string, text: string): Message => ({
    what: `${flag} ${text}: there is no name=value.`,
  }),
  notWholeNumber: (flag: string, text: string): Message => ({
    what: `${flag}: \`${text}\` is not a whole number from 1.`,
  }),
  everyIsNoTime: { what: "--every: write seconds, or a number with m, h or d, such as 6h." },
  noCompletion: (shell: string, remedy: string): Message => ({
    what: `No completion for \`${shell}\`.`,
    remedy,
  }),
  unknownCode: (text: string, remedy: string): Message => ({
    what: `\`${text}\` is not a known code or list.`,
    remedy,
  }),
  lookUpCode: "Look it up in the vendor's list: https://www.tencentcloud.com/document/product/1047/34348",
  explanation: (code: number, meaning: string, remedy: string, retry: boolean): string =>
    `${code}: ${meaning}.\n${retry ? "The same call may work later.\n" : ""}What to do: ${remedy}\n`,
};
