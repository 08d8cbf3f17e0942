import { formats } from "@chat-ip/allowlist";
import { listNames, regionNames } from "@chat-ip/core";

/** What kind of value a field takes. `names` is a list of names out of `values`. */
export type FieldKind = "whole-number" | "number" | "text" | "boolean" | "choice" | "names";

/** A field that an app in `apps` may have. */
export interface AppField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly description: string;
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** An app's name: it names a folder, and a line of `secret-keys`. */
export const appNamePattern = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$";

/** The most apps in a run. Reports of more would have to leave out too much. */
export const mostApps = 500;

/** The fields of an app besides its `name`, in the order of the documentation. What is left out is as the input of that name says. */
export const appFields: readonly AppField[] = [
  {
    name: "sdk-app-id",
    kind: "whole-number",
    minimum: 1,
    maximum: 0xffff_ffff,
    description: "SDKAppID of the app (shown in the console).",
  },
  {
    name: "region",
    kind: "choice",
    values: regionNames,
    description: "Region where the app was created. Set either this or `endpoint`.",
  },
  { name: "endpoint", kind: "text", description: "Base URL of the API, instead of a region." },
  {
    name: "allow-endpoint",
    kind: "boolean",
    description: "Allow an `endpoint` that isn't one of the vendor's hosts, for this app.",
  },
  { name: "identifier", kind: "text", description: "App admin account that calls the API." },
  { name: "lists", kind: "names", values: listNames, description: "Lists to keep up to date." },
  {
    name: "path",
    kind: "text",
    description: "Folder for the app's allowlists. Default: `<path>/<name>`. Two apps can't share a folder.",
  },
  {
    name: "formats",
    kind: "names",
    values: formats,
    description: "Further files to commit beside each `.txt`.",
  },
  {
    name: "aggregate",
    kind: "boolean",
    description: "Merge adjacent ranges into the fewest CIDRs.",
  },
  {
    name: "max-removed-percent",
    kind: "number",
    maximum: 100,
    description: "Hold back removals above this share of a list's addresses or prefixes.",
  },
  {
    name: "max-added-percent",
    kind: "number",
    maximum: 1_000_000,
    description: "Hold a list back if it would grow by more than this percentage.",
  },
  {
    name: "removals-wait",
    kind: "number",
    maximum: 720,
    description: "Hours an address must be missing before its removal is proposed. `0` turns this off.",
  },
];
