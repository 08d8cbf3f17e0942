import { amounts } from "./amounts.ts";
import { callWords } from "./call.ts";
import { doctorWords } from "./doctor.ts";
import { errorWords } from "./errors.ts";
import { fileWords } from "./files.ts";
import { gitWords } from "./git.ts";
import { historyWords } from "./history.ts";
import { initWords } from "./init.ts";
import { planWords } from "./plan.ts";
import { setWords } from "./sets.ts";
import { settingWords } from "./settings.ts";
import { usageWords } from "./usage.ts";
import { userSigWords } from "./user-sigs.ts";

/** Everything the program says but its help, in English. */
export interface Words {
  readonly amounts: typeof amounts;
  readonly call: typeof callWords;
  readonly doctor: typeof doctorWords;
  readonly errors: typeof errorWords;
  readonly files: typeof fileWords;
  readonly git: typeof gitWords;
  readonly history: typeof historyWords;
  readonly init: typeof initWords;
  readonly plan: typeof planWords;
  readonly sets: typeof setWords;
  readonly settings: typeof settingWords;
  readonly usage: typeof usageWords;
  readonly userSigs: typeof userSigWords;
}

export const english: Words = {
  amounts,
  call: callWords,
  doctor: doctorWords,
  errors: errorWords,
  files: fileWords,
  git: gitWords,
  history: historyWords,
  init: initWords,
  plan: planWords,
  sets: setWords,
  settings: settingWords,
  usage: usageWords,
  userSigs: userSigWords,
};
