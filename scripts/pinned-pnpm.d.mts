export interface PinnedPnpmOptions {
  /** Folder that keeps what was fetched. Default: `chat-ip` in the user's own cache folder. */
  readonly cache?: string;
  /** Further arguments of npm, such as `--registry=…`. */
  readonly npmFlags?: readonly string[];
}

/**
 * Fetches the pinned pnpm with npm, unless it is there already, and compares its bytes with the pin before they are used.
 *
 * `npx` and `npm` check a package only against what the registry itself says of it, so neither takes a hash.
 *
 * @param packageManager the field of package.json: `pnpm@VERSION+sha512.HASH`
 * @returns folder that holds the program `pnpm`, to put first into PATH
 * @throws {Error} when the pin has no hash, npm fails, or the bytes are others
 */
export function pinnedPnpm(packageManager: string, options?: PinnedPnpmOptions): string;
