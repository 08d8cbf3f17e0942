import type { Command } from "./command.ts";
import { aggregate } from "./commands/aggregate.ts";
import { call } from "./commands/call.ts";
import { check } from "./commands/check.ts";
import { completion } from "./commands/completion.ts";
import { decode } from "./commands/decode.ts";
import { diff } from "./commands/diff.ts";
import { doctor } from "./commands/doctor.ts";
import { explain } from "./commands/explain.ts";
import { fetchLists } from "./commands/fetch.ts";
import { history } from "./commands/history.ts";
import { init } from "./commands/init.ts";
import { lookup } from "./commands/lookup.ts";
import { sign } from "./commands/sign.ts";
import { sync } from "./commands/sync.ts";
import { verify } from "./commands/verify.ts";
import { watch } from "./commands/watch.ts";
import { webhook } from "./commands/webhook.ts";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  init,
  fetchLists,
  check,
  sync,
  diff,
  aggregate,
  lookup,
  history,
  watch,
  sign,
  decode,
  verify,
  call,
  doctor,
  webhook,
  explain,
  completion,
];
