import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";

/** Small enough to stay in a processor's cache while it is looked through. */
const chunkBytes = 128 * 1024;
/** So often the event loop gets its turn, for Ctrl+C. */
const chunksPerTurn = 64;

/**
 * Reads a file, or stdin for `null`, in chunks. The memory of a chunk is used again for the next one, so that reading
 * gigabytes leaves nothing to collect.
 *
 * @throws the system's error when the file can't be read
 */
export async function* readChunks(file: string | null, signal: AbortSignal): AsyncGenerator<Buffer> {
  if (file !== null) {
    const descriptor = openSync(file, "r");
    try {
      yield* readDescriptor(descriptor, signal);
    } finally {
      closeSync(descriptor);
    }
  } else if (fstatSync(0).isFile()) yield* readDescriptor(0, signal);
  else {
    for await (const chunk of process.stdin) {
      signal.throwIfAborted();
      yield chunk as Buffer;
    }
  }
}

/** A file on disk never makes anyone wait for long, and reading it without callbacks takes a third of the time. */
async function* readDescriptor(descriptor: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  for (let count = 1; ; count++) {
    const bytesRead = readSync(descriptor, buffer, 0, chunkBytes, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    if (count % chunksPerTurn !== 0) continue;
    await turn();
    signal.throwIfAborted();
  }
}
