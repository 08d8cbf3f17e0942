// What bundlers for browsers get instead of the package. It has none of its exports, so a build with it fails; the one that
// it has marks it as a module.
export const runsInBrowsers = false;

throw new Error(
  "@chat-ip/core can't run in a browser: everybody could read the secret key there. Call it on your server.",
);
