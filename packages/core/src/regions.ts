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

/** The hosts of a region. */
export interface RegionHosts {
  /** The main host, without a scheme. */
  readonly host: string;
  /** Used when `host` can't be resolved or reached. Not every region has one. */
  readonly backupHost?: string;
}

/** The two hosts of most regions. */
const hostsOf = (code: string): RegionHosts => ({
  host: `adminapi${code}.im.qcloud.com`,
  backupHost: `adminapi${code}.my-imcloud.com`,
});

/**
 * The hosts of each region. Tokyo and Riyadh are on the vendor's pages of 2026, Riyadh without a backup host. Mumbai was
 * documented until 2024-02 and is kept for the apps that were created there. For any other region, use `endpoint`.
 *
 * @see https://www.tencentcloud.com/document/product/1047/34620 (page of 2024-07-16)
 */
export const regions: Readonly<Record<Region, RegionHosts>> = /* @__PURE__ */ Object.freeze({
  china: { host: "console.tim.qq.com", backupHost: "adminapi.my-imcloud.com" },
  singapore: hostsOf("sgp"),
  seoul: hostsOf("kr"),
  frankfurt: hostsOf("ger"),
  "silicon-valley": hostsOf("usa"),
  jakarta: hostsOf("idn"),
  tokyo: hostsOf("jpn"),
  riyadh: { host: "adminapiksa.im.qcloud.com" },
  mumbai: hostsOf("ind"),
});

/** All region names, in the order of the table. */
export const regionNames: readonly Region[] = /* @__PURE__ */ Object.freeze(Object.keys(regions) as Region[]);

/** Whether a string is one of the region names. Case matters. */
export function isRegion(text: string): text is Region {
  return Object.hasOwn(regions, text);
}
