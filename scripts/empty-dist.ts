// Removes dist/ of the package in whose folder it runs: what is built holds nothing of an earlier build.
import { rm } from "node:fs/promises";

await rm("dist", { recursive: true, force: true });
