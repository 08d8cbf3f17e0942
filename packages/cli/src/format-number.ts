/** `16,384`. Not by Intl, which takes longer to load than most commands take to run. */
export function formatNumber(value: number | bigint): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
