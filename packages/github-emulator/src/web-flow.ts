import type { Account } from "./accounts.ts";
import type { Identity } from "./git/objects.ts";

/** The account in whose name github.com commits what it signs, with the id that it has there. */
export const webFlow: Account = { login: "web-flow", id: 19864447, type: "User" };

export const webFlowEmail = "noreply@github.com";

/** How it stands in a commit. */
export function webFlowIdentity(time: number): Identity {
  return { name: "GitHub", email: webFlowEmail, time };
}

/** Stands where github.com puts its signature; no key could verify it. */
export const placeholderSignature: string = [
  "-----BEGIN PGP SIGNATURE-----",
  "",
  "This emulator holds no key.",
  "-----END PGP SIGNATURE-----",
  "",
].join("\n");
