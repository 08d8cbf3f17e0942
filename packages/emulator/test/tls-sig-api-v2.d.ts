/** The vendor's signer has no types. This is the part of it that the tests call. */
declare module "tls-sig-api-v2" {
  export class Api {
    constructor(sdkAppId: number, secretKey: string);
    genSig(identifier: string, expireSeconds: number): string;
  }
}
