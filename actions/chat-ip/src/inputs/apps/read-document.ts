import type { InputProblem } from "@chat-ip/report";
import { parseDocument } from "yaml";
import { InputError } from "../../errors.ts";

/** Longer texts are refused: 500 apps with every field take a tenth of this. */
const maxLength = 1_000_000;

/**
 * Reads the input `apps`. JSON is read as YAML, which contains it.
 *
 * @throws {InputError} when it is not valid YAML. The text isn't repeated: a person may have put a key into it.
 */
export function readDocument(text: string): unknown {
  if (text.length > maxLength) throw new InputError([{ id: "apps-too-long", most: maxLength }]);
  const document = parseDocument(text, { prettyErrors: true, stringKeys: true });
  if (document.errors.length > 0) {
    const problems = document.errors.slice(0, 10).map(({ code: fault, linePos }): InputProblem => {
      const [start] = linePos ?? [];
      const at = start === undefined ? null : { line: start.line, column: start.col };
      return { id: "apps-unreadable", at, fault };
    });
    throw new InputError(problems);
  }
  try {
    return document.toJS({ maxAliasCount: 1000 });
  } catch {
    throw new InputError([{ id: "apps-aliases" }]);
  }
}
