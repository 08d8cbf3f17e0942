import { defaultExpireSeconds, type SignUserSigOptions, signUserSig } from "./sign-user-sig.ts";

/** The share of a UserSig's life after which it is replaced: a tenth is always left to the one who gets it. */
const usedShare = 0.9;

/** Hands out a UserSig and signs as rarely as it can. */
export interface UserSigSigner {
  /** The UserSig in use. Signs when there is none, when less than a tenth of its life is left, or when the clock went back. */
  current(): string;
  /**
   * Signs anew, with a result that differs from the one before.
   *
   * @param refused the UserSig that the server refused. When another one is in use already, that one is returned and
   *   nothing is signed, so that callers that were refused together sign once.
   */
  renew(refused?: string): string;
}

interface Signed {
  readonly userSig: string;
  readonly signedAtMs: number;
  readonly renewAtMs: number;
  readonly expireSeconds: number;
}

/**
 * Creates a signer for one identifier. It signs in one synchronous step, so concurrent callers can't make it sign twice.
 *
 * @throws {ChatConfigError} from its methods, when an option cannot be used.
 */
export function createUserSigSigner(options: SignUserSigOptions): UserSigSigner {
  const { now = () => Date.now(), expireSeconds = defaultExpireSeconds } = options;
  let signed: Signed | null = null;

  const sign = (nowMs: number, lifeSeconds: number): string => {
    const userSig = signUserSig({ ...options, expireSeconds: lifeSeconds });
    // The life began with the second that was signed, which is up to 999 ms ago.
    const renewAtMs = Math.floor(nowMs / 1000) * 1000 + lifeSeconds * 1000 * usedShare;
    signed = { userSig, signedAtMs: nowMs, renewAtMs, expireSeconds: lifeSeconds };
    return userSig;
  };

  return {
    current() {
      const nowMs = now();
      if (signed !== null && nowMs >= signed.signedAtMs && nowMs < signed.renewAtMs) return signed.userSig;
      return sign(nowMs, expireSeconds);
    },
    renew(refused) {
      if (signed !== null && refused !== undefined && signed.userSig !== refused) return signed.userSig;
      const nowMs = now();
      // Time is signed in whole seconds: signing twice within one gives the same text, which was just refused.
      const sameSecond = signed !== null && Math.floor(nowMs / 1000) === Math.floor(signed.signedAtMs / 1000);
      const lifeSeconds =
        sameSecond && signed !== null ? Math.max(1, signed.expireSeconds - 1) : expireSeconds;
      return sign(nowMs, lifeSeconds);
    },
  };
}
