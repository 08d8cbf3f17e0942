/** The hosts of each region: the one that serves its apps, and the backup host if it is known. */
const hosts = {
  china: ["console.tim.qq.com", "adminapi.my-imcloud.com"],
  singapore: ["adminapisgp.im.qcloud.com", "adminapisgp.my-imcloud.com"],
  seoul: ["adminapikr.im.qcloud.com", "adminapikr.my-imcloud.com"],
  frankfurt: ["adminapiger.im.qcloud.com", "adminapiger.my-imcloud.com"],
  "silicon-valley": ["adminapiusa.im.qcloud.com", "adminapiusa.my-imcloud.com"],
  jakarta: ["adminapiidn.im.qcloud.com", "adminapiidn.my-imcloud.com"],
  tokyo: ["adminapijpn.im.qcloud.com", "adminapijpn.my-imcloud.com"],
  riyadh: ["adminapiksa.im.qcloud.com"],
  mumbai: ["adminapiind.im.qcloud.com", "adminapiind.my-imcloud.com"],
} as const;

/** A region of the vendor's. An app is created in one, and only its hosts know the app. */
export type Region = keyof typeof hosts;

/** The names of the regions. */
export const regionNames: readonly string[] = Object.keys(hosts);

const regionOfHost: ReadonlyMap<string, string> = new Map(
  Object.entries(hosts).flatMap(([region, names]) => names.map((name) => [name, region])),
);

/**
 * Does this `Host` header name a host of another region than the app's? A host that isn't in the vendor's table, such as 127.0.0.1,
 * counts as the app's own.
 */
export function isForeignHost(hostHeader: string, region: Region): boolean {
  const hostName = hostHeader.replace(/:\d+$/, "").toLowerCase();
  return (regionOfHost.get(hostName) ?? region) !== region;
}
