import { defaultExpireSeconds, type SignUserSigOptions, signUserSig } from "./sign-user-sig.ts";

/** The share of a UserSig's lifetime after which it is replaced, so that at least a tenth is always left. */
const usedShare = 0.9;

/** Provides a UserSig, and signs as rarely as possible. */
export interface UserSigSigner {
  /** The current UserSig. Signs if there is none, if less than a tenth of its lifetime is left, or if the clock went back. */
  current(): string;
  /**
   * Signs a new UserSig that differs from the previous one.
   *
   * @param refused the UserSig that the server refused. If another one is already in use, that one is returned, so that
   *   several callers that are refused at once sign only once.
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
 * Creates a signer for one identifier. It signs synchronously, so concurrent callers can't make it sign twice.
 *
 * @throws {ChatConfigError} from its methods, when an option is invalid.
 */
export function createUserSigSigner(options: SignUserSigOptions): UserSigSigner {
  const { now = () => Date.now(), expireSeconds = defaultExpireSeconds } = options;
  let signed: Signed | null = null;

  const sign = (nowMs: number, lifeSeconds: number): string => {
    const userSig = signUserSig({ ...options, expireSeconds: lifeSeconds });
    // The lifetime started with the signed second, up to 999 ms ago.
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
      // Time is signed in whole seconds: signing again within one gives the same text, which was just refused.
      const sameSecond = signed !== null && Math.floor(nowMs / 1000) === Math.floor(signed.signedAtMs / 1000);
      const lifeSeconds =
        sameSecond && signed !== null ? Math.max(1, signed.expireSeconds - 1) : expireSeconds;
      return sign(nowMs, lifeSeconds);
    },
  };
}
