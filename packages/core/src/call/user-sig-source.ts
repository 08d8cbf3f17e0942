import { ChatConfigError } from "../errors.ts";
import type { ClientSettings } from "../read-client-options.ts";
import { createRedactor, type Redactor } from "../redact/redactor.ts";
import { createUserSigSigner, type UserSigSigner } from "../user-sig/user-sig-signer.ts";

/** Enough for the other accounts that a program acts as; the ones used least recently sign anew. */
const maxCallers = 100;

/** The UserSigs of one identifier. */
export interface Caller {
  readonly identifier: string;
  /** Signed by a signer, or given and then never renewed. */
  readonly userSigs:
    | ({ readonly renewable: true } & UserSigSigner)
    | { readonly renewable: false; current(): string };
  /** Hides the key and these UserSigs. */
  readonly redactor: Redactor;
}

/**
 * Prepares a client's UserSigs: one signer per identifier.
 *
 * @throws {ChatConfigError} from the result, if the client has only a UserSig and the identifier is not its own.
 */
export function createCallers(settings: ClientSettings): (identifier: string) => Caller {
  const { credentials, identifier: own } = settings;
  if (credentials.kind === "user-sig") {
    const { userSig } = credentials;
    const caller: Caller = {
      identifier: own,
      userSigs: { renewable: false, current: () => userSig },
      redactor: createRedactor([userSig]),
    };
    return (identifier) => {
      if (identifier === own) return caller;
      throw new ChatConfigError([
        "identifier needs a client with a secretKey: its userSig is for one identifier",
      ]);
    };
  }
  const ownCaller = createSigningCaller(settings, own, credentials);
  const callers = new Map<string, Caller>();
  return (identifier) => {
    if (identifier === own) return ownCaller;
    const caller = callers.get(identifier) ?? createSigningCaller(settings, identifier, credentials);
    callers.delete(identifier);
    callers.set(identifier, caller);
    const [oldest] = callers.keys();
    if (callers.size > maxCallers && oldest !== undefined) callers.delete(oldest);
    return caller;
  };
}

function createSigningCaller(
  settings: ClientSettings,
  identifier: string,
  { secretKey, expireSeconds }: Extract<ClientSettings["credentials"], { kind: "secret-key" }>,
): Caller {
  const { sdkAppId, clock, systemTime, onUserSig } = settings;
  const now = systemTime ? undefined : clock.now;
  const signer = createUserSigSigner({ sdkAppId, identifier, secretKey, expireSeconds, now });
  // The last two: a request with the previous one may still be running when a new one is signed.
  let used: readonly string[] = [];
  const remember = (userSig: string): string => {
    if (userSig === used[0]) return userSig;
    const before = used;
    used = [userSig, ...used.slice(0, 1)];
    try {
      onUserSig?.(userSig);
    } catch (error) {
      used = before;
      throw new ChatConfigError([`onUserSig threw: ${error instanceof Error ? error.name : typeof error}`]);
    }
    return userSig;
  };
  return {
    identifier,
    userSigs: {
      renewable: true,
      current: () => remember(signer.current()),
      renew: (refused) => remember(signer.renew(refused)),
    },
    redactor: createRedactor(() => [secretKey, ...used]),
  };
}
