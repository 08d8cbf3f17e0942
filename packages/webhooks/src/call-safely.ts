/**
 * Calls a function that the user gave for reports, whose own failure must change nothing. It is printed.
 * @returns its result, or `undefined` if it threw
 */
export function callSafely<Result>(name: string, call: () => Result): Result | undefined {
  try {
    const result = call();
    if (result instanceof Promise) result.catch((error: unknown) => reportThrow(name, error));
    return result;
  } catch (error) {
    reportThrow(name, error);
    return undefined;
  }
}

function reportThrow(name: string, error: unknown): void {
  console.error(`@chat-ip/webhooks: \`${name}\` threw:`, error);
}
