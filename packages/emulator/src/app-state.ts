import { rateLimits } from "@chat-ip/commands/rate-limits";
import { type Answerable, getIPList } from "./answer-command.ts";
import type { AppSettings } from "./emulator-options.ts";
import type { App } from "./judge-request.ts";
import { type ListName, type Lists, listNames } from "./lists.ts";
import { createRateLimit } from "./rate-limit.ts";
import { createWorld } from "./world/world.ts";

/** What the emulator keeps for one app. */
export interface AppState extends App, Pick<Answerable, "lists" | "world" | "nextNumber"> {
  setLists(lists: Lists): void;
  /** Counts a call. @returns whether it is within the command's limit */
  isWithinLimit(command: string): boolean;
}

/** Makes the state of an app, with its lists and a new world. */
export function createAppState(settings: AppSettings, nowSeconds: number, elapsedMs: () => number): AppState {
  const { sdkAppId, secretKey, admins, region, maxPerSecond } = settings;
  const lists = new Map<ListName, readonly string[]>();
  const limits = new Map<string, () => boolean>();
  const documented: Readonly<Partial<Record<string, number>>> = rateLimits;
  let lastNumber = 1000;
  const limitOf = (command: string): number | null => {
    if (maxPerSecond === null) return null;
    return command === getIPList ? maxPerSecond : (documented[command] ?? null);
  };
  const setLists = (given: Lists): void => {
    for (const name of listNames) {
      const entries = given[name];
      if (entries !== undefined) lists.set(name, [...entries]);
    }
  };
  setLists(settings.lists);
  return {
    sdkAppId,
    secretKey,
    admins,
    region,
    lists,
    world: createWorld(settings.accounts, nowSeconds),
    nextNumber: () => ++lastNumber,
    setLists,
    isWithinLimit(command) {
      const limit = limits.get(command) ?? createRateLimit(limitOf(command), elapsedMs);
      limits.set(command, limit);
      return limit();
    },
  };
}
