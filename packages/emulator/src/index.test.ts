import { expect, test } from "vitest";
import * as emulator from "./index.ts";

test("exports these names and no others", () => {
  expect(Object.keys(emulator).sort()).toEqual([
    "EmulatorOptionsError",
    "createEmulator",
    "listNames",
    "sampleAnswers",
    "sampleLists",
  ]);
});
