import { describeForge } from "./forge-contract.ts";
import { createMemoryForge } from "./memory-forge.ts";

const start = Date.UTC(2026, 10, 26, 6, 17);

describeForge("the memory", async () => createMemoryForge(() => start));
