// The package has no types of its own. Only what `sign-user-sig.ts` calls is declared.
declare module "tls-sig-api-v2/TLSSigAPIv2.js" {
  export class Api {
    constructor(sdkAppId: number, key: string);
    /** Reads `Date.now()`. */
    genUserSig(identifier: string, expireSeconds: number): string;
    /** Standard base64 of the HMAC over the signed text. */
    _hmacsha256(identifier: string, time: number, expireSeconds: number, base64UserBuf: null): string;
  }
}
