import { ChangedMeanwhileError, ForgeError, RefusedError } from "../errors.ts";
import type { Message, OptionalStep } from "../message.ts";
import type { Moved, Refused } from "../ports/forge.ts";

/** Throws if the step wasn't done: the run then reads again, or ends. */
export function orThrow<Done extends { readonly kind: string }>(result: Done | Moved | Refused): Done {
  if (isMoved(result)) throw new ChangedMeanwhileError(result.why, { cause: result.cause });
  if (isRefused(result)) throw new RefusedError(result.message, { cause: result.cause });
  return result;
}

const isMoved = (result: { readonly kind: string }): result is Moved => result.kind === "moved";
const isRefused = (result: { readonly kind: string }): result is Refused => result.kind === "refused";

/** Warns if an optional step is refused. */
export async function orWarn(
  { warn }: { readonly warn: (message: Message) => void },
  failed: OptionalStep,
  carryOutStep: () => Promise<void>,
): Promise<void> {
  try {
    await carryOutStep();
  } catch (error) {
    if (!(error instanceof ForgeError || error instanceof RefusedError)) throw error;
    warn({ id: "step-failed", failed, because: error.told });
  }
}
