import type { GitHubFault } from "./options.ts";

/** Scripted faults, each with the number of requests that it still lets pass. */
export class Faults {
  #waiting: { readonly fault: GitHubFault; remaining: number }[] = [];

  add(fault: GitHubFault): void {
    this.#waiting.push({ fault, remaining: fault.nth === "every" ? 1 : fault.nth });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Counts a request, and returns the faults that it meets, in the order in which they were added. */
  take(method: string, target: string): GitHubFault[] {
    const met: GitHubFault[] = [];
    for (const entry of [...this.#waiting]) {
      const { fault } = entry;
      if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue;
      if (fault.path !== undefined && target.search(fault.path) === -1) continue;
      if (fault.nth === "every") {
        met.push(fault);
        continue;
      }
      entry.remaining -= 1;
      if (entry.remaining > 0) continue;
      met.push(fault);
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    }
    return met;
  }
}
