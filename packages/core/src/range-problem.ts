/** What is wrong with a value as a whole number from 1 to `most`, or `null`. */
export function rangeProblem(name: string, value: unknown, most: number): string | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most
    ? null
    : `${name} must be a whole number from 1 to ${most}`;
}
