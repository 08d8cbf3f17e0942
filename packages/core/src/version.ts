/** The version of this package; the build puts the released one here. */
export const version: string = "dev";
