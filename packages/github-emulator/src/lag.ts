import type { RepositorySettings } from "./settings.ts";

export type FreshThing = "pull" | "ref" | "object";

/** A request, with the route that it goes to. Only its identity counts. */
export interface Asker {
  readonly operation: string;
}

/**
 * Eventual consistency. What the token creates is missed by the first requests of every other route that look for it, as
 * if they had reached a replica that is behind. What people do is known everywhere at once.
 */
export class Lag {
  readonly #settings: RepositorySettings;
  /** For each thing: route → the requests that missed it, or null once the thing is known everywhere. */
  readonly #missed = new Map<string, Map<string, Set<Asker>> | null>();

  constructor(settings: RepositorySettings) {
    this.#settings = settings;
  }

  /** Notes that something was created. Creating the same object again changes nothing. */
  note(kind: FreshThing, id: string | number): void {
    const key = `${kind} ${id}`;
    if (!this.#missed.has(key)) this.#missed.set(key, new Map());
  }

  /** Forgets a ref that was deleted, so that it is fresh when it comes back. */
  forget(kind: FreshThing, id: string | number): void {
    this.#missed.delete(`${kind} ${id}`);
  }

  /** Whether a request misses it. A request that asks twice gets the same answer twice. */
  hides(asker: Asker, kind: FreshThing, id: string | number): boolean {
    const routes = this.#missed.get(`${kind} ${id}`);
    if (routes === undefined || routes === null) return false;
    const missed = routes.get(asker.operation) ?? new Set<Asker>();
    if (missed.has(asker)) return true;
    if (missed.size >= this.#settings.unknownForRequests) return false;
    routes.set(asker.operation, missed.add(asker));
    return true;
  }

  /** From now on everything that exists is known everywhere. */
  settle(): void {
    for (const key of this.#missed.keys()) this.#missed.set(key, null);
  }
}
