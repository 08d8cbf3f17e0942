/** A region where an app can be created. Only the hosts of that region know the app. */
export type Region =
  | "china"
  | "singapore"
  | "seoul"
  | "frankfurt"
  | "silicon-valley"
  | "jakarta"
  | "tokyo"
  | "riyadh"
  | "mumbai";

export interface RegionHosts {
  readonly host: string;
  /** Used when `host` can't be resolved or reached. Not every region has one. */
  readonly backupHost?: string;
}

/**
 * The hosts of each region. Tokyo and Riyadh are on the vendor's pages of 2026, Riyadh without a backup host. Mumbai was
 * documented until 2024-02 and is kept for the apps that were created there. For any other region, use `endpoint`.
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
  riyadh: { host: "adminapiksa.im.qcloud.com" },
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
  "riyadh",
  "mumbai",
]);

/** Whether a string is one of the region names. Case matters. */
export function isRegion(text: string): text is Region {
  return Object.hasOwn(regions, text);
}
