const step = "  ";
/** A file is written in pieces of at least this many characters. */
const pieceLength = 64 * 1024;

/** How deep objects and arrays are taken apart; what lies deeper is a small part, made as a whole. */
const depth = 4;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !("toJSON" in value);

function* partsOf(value: unknown, margin: string, levels: number): Generator<string> {
  const inner = margin + step;
  if (levels > 0 && Array.isArray(value) && value.length > 0) {
    for (const [index, item] of value.entries()) {
      yield `${index === 0 ? "[" : ","}\n${inner}`;
      yield* partsOf(item ?? null, inner, levels - 1);
    }
    yield `\n${margin}]`;
  } else if (levels > 0 && isFields(value) && Object.keys(value).length > 0) {
    let opening = "{";
    for (const key of Object.keys(value)) {
      const field = value[key];
      if (field === undefined) continue;
      yield `${opening}\n${inner}${JSON.stringify(key)}: `;
      yield* partsOf(field, inner, levels - 1);
      opening = ",";
    }
    yield opening === "{" ? "{}" : `\n${margin}}`;
  } else {
    // A text in JSON holds no line end, so each one here begins a line.
    yield JSON.stringify(value, null, 2).replaceAll("\n", `\n${margin}`);
  }
}

/**
 * `JSON.stringify(value, null, 2)` and a line end, in pieces. Each field is read when it is its turn, so that a large one which is made when
 * it is read doesn't have to exist beside the others.
 */
export function* jsonPieces(value: object): Generator<string> {
  let piece: string[] = [];
  let length = 0;
  for (const part of partsOf(value, "", depth)) {
    piece.push(part);
    length += part.length;
    if (length < pieceLength) continue;
    yield piece.join("");
    [piece, length] = [[], 0];
  }
  yield `${piece.join("")}\n`;
}
