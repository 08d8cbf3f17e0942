const step = "  ";
/** A file is written in pieces of at least this many characters. */
const pieceLength = 64 * 1024;

/** Items of a longer array are small and many: each is made as a whole. */
const longArray = 1000;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !("toJSON" in value);

/** A value as a whole. A text in JSON holds no line end, so each one here begins a line. */
const whole = (value: unknown, margin: string): string =>
  (JSON.stringify(value, null, step) ?? "null").replaceAll("\n", `\n${margin}`);

function* partsOf(value: unknown, margin: string): Generator<string> {
  const inner = margin + step;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const opening = `${index === 0 ? "[" : ","}\n${inner}`;
      if (value.length > longArray) {
        yield opening + whole(item, inner);
      } else {
        yield opening;
        yield* partsOf(item, inner);
      }
    }
    yield value.length === 0 ? "[]" : `\n${margin}]`;
  } else if (isFields(value)) {
    let opening = "{";
    for (const key of Object.keys(value)) {
      const field = value[key];
      if (field === undefined) continue;
      yield `${opening}\n${inner}${JSON.stringify(key)}: `;
      yield* partsOf(field, inner);
      opening = ",";
    }
    yield opening === "{" ? "{}" : `\n${margin}}`;
  } else {
    yield whole(value, margin);
  }
}

/**
 * `JSON.stringify(value, null, 2)` and a line end, in pieces. Each field is read when it is its turn, so that a large one which is made when
 * it is read doesn't have to exist beside the others.
 */
export function* jsonPieces(value: object): Generator<string> {
  let piece: string[] = [];
  let length = 0;
  for (const part of partsOf(value, "")) {
    piece.push(part);
    length += part.length;
    if (length < pieceLength) continue;
    yield piece.join("");
    [piece, length] = [[], 0];
  }
  yield `${piece.join("")}\n`;
}
