import { quantitiesOf } from "../../text/quantities.ts";
import type { Words } from "../words.ts";
import { englishFirstScreen } from "./first-screen.ts";
import { englishFolds } from "./folds.ts";
import { englishInputs } from "./inputs.ts";
import { englishMessages } from "./messages.ts";
import { englishRun } from "./run.ts";

export function englishWords(): Words {
  return {
    quantities: quantitiesOf("en"),
    ...englishFirstScreen(),
    ...englishFolds(),
    ...englishRun(),
    messages: englishMessages,
    inputs: englishInputs,
  };
}
