import { readFileSync } from "node:fs";
import type { PagingFacts } from "../src/paging-facts.ts";

/** How sure the reviewed data is of an entry or a field. */
export type Confidence = "two sources agree" | "one source" | "guess";

/** A field of a body, an answer or a query, as the reviewed data holds it. */
export interface Field {
  readonly name: string;
  /** A TypeScript-like type: `string`, `object[]`, `'On' | 'Off'`, or the name of a shape. */
  readonly type: string;
  readonly required: boolean;
  readonly note: string;
  readonly fields?: readonly Field[];
  /** Given where it is lower than that of the entry. */
  readonly confidence?: Confidence;
  /** The one source that knows it. */
  readonly onlyIn?: string;
  /** What the type doesn't say. */
  readonly typeNote?: string;
  readonly maxBytes?: number;
  readonly itemMaxBytes?: number;
  readonly maxItems?: number;
  readonly max?: number;
}

/** What every entry says about where it comes from. */
export interface Provenance {
  /** Address of the vendor's page, where the sources don't name it. */
  readonly vendorPage?: string;
  readonly sources: readonly string[];
  readonly confidence: Confidence;
  readonly disagreement?: string;
  readonly note?: string;
}

/** A webhook in `data/webhooks.json`. */
export interface Webhook extends Provenance {
  readonly section: string;
  readonly page: string;
  readonly callbackCommand: string;
  readonly when: string;
  readonly stage: "before" | "after";
  readonly canDecide: boolean;
  readonly answerCodes: Readonly<Record<string, unknown>> | null;
  readonly dedupeBy: { readonly each?: string; readonly fields: readonly string[] } | null;
  readonly query: readonly Field[];
  readonly request: readonly Field[];
  readonly response: readonly Field[];
}

/** A command in `data/commands.json`. */
export interface Command extends Provenance {
  readonly section: string;
  readonly page: string;
  /** Service and command, such as `openim/sendmsg`. */
  readonly command: string;
  /** A short name of ours, which the types are named by. */
  readonly name: string;
  readonly summary: string;
  readonly method: "POST" | "GET";
  readonly callsPerSecond: number | null;
  readonly maxPerCall: string | null;
  readonly query: readonly Field[];
  readonly request: readonly Field[];
  readonly response: readonly Field[];
  /** Fields of which one has to be there. */
  readonly oneOf?: readonly string[];
  /** Whether the body's fields aren't known, rather than none. */
  readonly fieldsUnknown?: boolean;
  /** With the rule in words, which say what is inferred because the vendor documents it only in part. */
  readonly paging?: PagingFacts & { readonly note: string; readonly inferred?: boolean };
  readonly replacedBy?: string;
}

/** A shape in `data/shapes.json`, which several fields name as their type. */
export interface Shape extends Provenance {
  readonly type: string;
  readonly summary: string;
  readonly maxBytes?: number;
  readonly fields?: readonly Field[];
}

/** The vendor's navigation: for each section, the titles of its pages in order. */
export interface Navigation {
  readonly commands: readonly NavigationSection[];
  /** Titles of pages among the commands that describe none. */
  readonly prose: readonly string[];
  readonly webhooks: readonly NavigationSection[];
}

/** A section of the vendor's navigation. */
export interface NavigationSection {
  readonly section: string;
  readonly pages: readonly string[];
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), "utf8"));
}

/** Reads the reviewed webhooks, in the order of the vendor's navigation. */
export function readWebhooks(): readonly Webhook[] {
  return readJson("webhooks") as readonly Webhook[];
}

/** Reads the vendor's navigation. */
export function readNavigation(): Navigation {
  return readJson("navigation") as Navigation;
}

/** Reads the reviewed commands, in the order of the vendor's navigation. */
export function readCommands(): readonly Command[] {
  return readJson("commands") as readonly Command[];
}

/** Reads the shapes that several commands share. */
export function readShapes(): Readonly<Record<string, Shape>> {
  return readJson("shapes") as Readonly<Record<string, Shape>>;
}
