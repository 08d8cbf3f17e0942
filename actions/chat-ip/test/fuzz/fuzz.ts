// Runs the built bundle over mutated answers and mutated committed files, hundreds of lists a run, and checks that no
// proposal drops an address without counting it, opens one that the guardrails name, or loses a person's lines.
// Usage: fuzz.ts SEED LISTS
import { fileURLToPath } from "node:url";
import { listNames } from "@chat-ip/core";
import { buildAction } from "../../build.ts";
import { createDice } from "./mutations.ts";
import { runBatch, type Tally } from "./run-batch.ts";

const appsInRun = 100;
const [seed = 1, lists = 1000] = process.argv.slice(2).map(Number);

await buildAction(fileURLToPath(new URL("../../dist", import.meta.url)));
const total: Tally = { current: 0, drift: 0, "held-back": 0, failed: 0 };
let judged = 0;
for (let batch = 0; judged < lists; batch++) {
  const apps = Math.min(appsInRun, Math.ceil((lists - judged) / listNames.length));
  try {
    const tally = await runBatch(createDice(seed * 1000 + batch), apps);
    for (const status of Object.keys(total) as (keyof Tally)[]) total[status] += tally[status];
  } catch (error) {
    console.error(`seed ${seed}, batch ${batch}:`, error);
    process.exit(1);
  }
  judged += apps * listNames.length;
}
console.log(`${judged} lists: ${JSON.stringify(total)}`);
