/** GitHub's own media types for an Accept header. */
export const rawMediaType = "application/vnd.github.raw+json; charset=utf-8";
export const objectMediaType = "application/vnd.github.object+json; charset=utf-8";

export function wantsRaw(accept: string): boolean {
  return /application\/vnd\.github(\.v3)?\.raw\b/.test(accept);
}

export function wantsObject(accept: string): boolean {
  return /application\/vnd\.github(\.v3)?\.object\b/.test(accept);
}
