import { ChatConfigError } from "../errors.ts";
import type { ClientSettings } from "../read-client-options.ts";
import { createUserSigSigner, type UserSigSigner } from "../user-sig/user-sig-signer.ts";

/** The UserSig of a client: signed by a signer, or given and then never renewed. */
export type UserSigSource =
  | ({ readonly renewable: true } & UserSigSigner)
  | { readonly renewable: false; current(): string };

/** Where a client's UserSigs come from, and all secrets that its errors must not show. */
export function createUserSigSource(settings: ClientSettings): {
  source: UserSigSource;
  secrets: () => readonly string[];
} {
  const { credentials, clock, systemTime, sdkAppId, identifier } = settings;
  if (credentials.kind === "user-sig") {
    const { userSig } = credentials;
    return { source: { renewable: false, current: () => userSig }, secrets: () => [userSig] };
  }
  const { secretKey, expireSeconds } = credentials;
  const now = systemTime ? undefined : clock.now;
  const signer = createUserSigSigner({ sdkAppId, identifier, secretKey, expireSeconds, now });
  // The last two: a request with the previous one may still be running when a new one is signed.
  let used: readonly string[] = [];
  const remember = (userSig: string): string => {
    if (userSig === used[0]) return userSig;
    const before = used;
    used = [userSig, ...used.slice(0, 1)];
    try {
      settings.onUserSig?.(userSig);
    } catch (error) {
      used = before;
      throw new ChatConfigError([`onUserSig threw: ${error instanceof Error ? error.name : typeof error}`]);
    }
    return userSig;
  };
  return {
    source: {
      renewable: true,
      current: () => remember(signer.current()),
      renew: (refused) => remember(signer.renew(refused)),
    },
    secrets: () => [secretKey, ...used],
  };
}
