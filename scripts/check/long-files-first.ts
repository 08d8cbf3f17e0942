import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that are short to read and long to run. */
const long = /[\\/]test[\\/]life[\\/]|replay\.test|release-of-this-source|hostile\.test|check-docs\.test/;

/**
 * Starts with the files that run longest, so that none of them is left alone at the end. Vitest goes by what each took the last
 * time; on a machine's first run it only has their sizes.
 */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
