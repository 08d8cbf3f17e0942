/** A region that an app can have been created in. An app is known only to the hosts of its own region. */
export type Region =
  | "china"
  | "singapore"
  | "seoul"
  | "frankfurt"
  | "silicon-valley"
  | "jakarta"
  | "tokyo"
  | "mumbai";

export interface RegionHosts {
  readonly host: string;
  /** Where to turn when the name of `host` does not resolve or no connection to it comes about. */
  readonly backupHost: string;
}

/**
 * The hosts of each region. Tokyo is on the vendor's page of 2026-01; Mumbai was until 2024-02 and is kept for the apps
 * that were created there. For a region that is missing here, give the client an `endpoint`.
 *
 * @see https://www.tencentcloud.com/document/product/1047/34620 (page of 2024-07-16)
 */
export const regions: Readonly<Record<Region, RegionHosts>> = Object.freeze({
  china: { host: "console.tim.qq.com", backupHost: "adminapi.my-imcloud.com" },
  singapore: { host: "adminapisgp.im.qcloud.com", backupHost: "adminapisgp.my-imcloud.com" },
  seoul: { host: "adminapikr.im.qcloud.com", backupHost: "adminapikr.my-imcloud.com" },
  frankfurt: { host: "adminapiger.im.qcloud.com", backupHost: "adminapiger.my-imcloud.com" },
  "silicon-valley": { host: "adminapiusa.im.qcloud.com", backupHost: "adminapiusa.my-imcloud.com" },
  jakarta: { host: "adminapiidn.im.qcloud.com", backupHost: "adminapiidn.my-imcloud.com" },
  tokyo: { host: "adminapijpn.im.qcloud.com", backupHost: "adminapijpn.my-imcloud.com" },
  mumbai: { host: "adminapiind.im.qcloud.com", backupHost: "adminapiind.my-imcloud.com" },
});

/** All region names, in the order of the table. */
export const regionNames: readonly Region[] = Object.freeze([
  "china",
  "singapore",
  "seoul",
  "frankfurt",
  "silicon-valley",
  "jakarta",
  "tokyo",
  "mumbai",
]);

/** Tells whether a text is one of the region names, letter for letter. */
export function isRegion(text: string): text is Region {
  return Object.hasOwn(regions, text);
}
