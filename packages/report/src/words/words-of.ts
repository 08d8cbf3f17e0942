import type { Language } from "@chat-ip/sync";
import { englishWords } from "./en/english-words.ts";
import type { Words } from "./words.ts";
import { chineseWords } from "./zh-cn/chinese-words.ts";

const catalogue: Readonly<Record<Language, () => Words>> = { en: englishWords, "zh-CN": chineseWords };
const made = new Map<Language, Words>();

/** The words of a language. */
export function wordsOf(language: Language): Words {
  const words = made.get(language) ?? catalogue[language]();
  made.set(language, words);
  return words;
}
