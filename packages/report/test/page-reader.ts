import { parentPort, workerData } from "node:worker_threads";
import { readPage } from "./rendered.ts";

// The thread of read-pages.ts.

const markdowns: readonly string[] = workerData;
parentPort?.postMessage(markdowns.map(readPage));
