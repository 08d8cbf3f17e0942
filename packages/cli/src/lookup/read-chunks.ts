import { close, fstatSync, open, read } from "node:fs";
import { promisify } from "node:util";

const chunkBytes = 1 << 20;
const openFile = promisify(open);
const closeFile = promisify(close);
const readFrom = promisify(read);

/**
 * Reads a file, or stdin for `null`, in chunks. The memory of a chunk is used again for the next one, so that reading
 * gigabytes leaves nothing to collect.
 *
 * @throws the system's error when the file can't be read
 */
export async function* readChunks(file: string | null, signal: AbortSignal): AsyncGenerator<Buffer> {
  if (file !== null) {
    const descriptor = await openFile(file, "r");
    try {
      yield* readDescriptor(descriptor, signal);
    } finally {
      await closeFile(descriptor);
    }
  } else if (fstatSync(0).isFile()) yield* readDescriptor(0, signal);
  else {
    for await (const chunk of process.stdin) {
      signal.throwIfAborted();
      yield chunk as Buffer;
    }
  }
}

async function* readDescriptor(descriptor: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await readFrom(descriptor, buffer, 0, chunkBytes, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
