import { quantitiesOf } from "../../text/quantities.ts";
import type { Words } from "../words.ts";
import { chineseFirstScreen } from "./first-screen.ts";
import { chineseFolds } from "./folds.ts";
import { chineseInputs } from "./inputs.ts";
import { chineseMessages } from "./messages.ts";
import { chineseRun } from "./run.ts";

// Written with the words of the vendor's Chinese documents: 回调, 白名单, 出口地址, 海外地区.

export function chineseWords(): Words {
  return {
    quantities: quantitiesOf("zh-CN"),
    ...chineseFirstScreen(),
    ...chineseFolds(),
    ...chineseRun(),
    messages: chineseMessages,
    inputs: chineseInputs,
  };
}
