import { expect, test } from "vitest";
import * as commands from "./index.ts";

test("exports types only, so that importing it costs nothing", () => {
  expect(Object.keys(commands)).toEqual([]);
});
