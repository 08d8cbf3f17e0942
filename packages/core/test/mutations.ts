/** A repeatable source of whole numbers from 0 up to, and without, `below`. */
export type Dice = (below: number) => number;

/** mulberry32: small, and the same on every machine. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) % below) >>> 0;
  };
}

function pick<T>(dice: Dice, from: readonly [T, ...T[]]): T {
  return from[dice(from.length)] ?? from[0];
}

const strangeValues: readonly [unknown, ...unknown[]] = [
  null,
  true,
  0,
  -1,
  1e308,
  70001,
  60011,
  "0",
  "70016",
  "OK",
  "FAIL",
  "",
  "1.2.3.4",
  "01.2.3.4",
  "1.2.3.4/33",
  "1.2.3.4/032",
  "10/8",
  "::1",
  "::ffff:1.2.3.4/96",
  "fe80::1%lo",
  "1::2::3",
  "::/129",
  "a".repeat(300),
  "\u0000\u202e\ud800",
  [],
  {},
  [[["1.2.3.4"]]],
  { IPList: ["1.2.3.4"] },
  { __proto__: null, toString: 1, length: 3 },
];

/** A copy, since a document may be changed further. */
function strangeValue(dice: Dice): unknown {
  return structuredClone(pick(dice, strangeValues));
}

const strangeTexts: readonly [string, ...string[]] = [
  '"__proto__":{"IPList":["x"]},',
  '"IPList":null,',
  '"ErrorCode":"0",',
  "1e999",
  "[[[[[[[[",
  "]]]]",
  "\\ud800",
  "\u0000",
  "\ufeff",
  "<html>",
  ",",
  '"',
  "{}",
  "/33",
  "%25",
  "9".repeat(400),
];

/** Changes a document as one that JSON can hold: values replaced, fields renamed, dropped or added. */
function mutateDocument(dice: Dice): string {
  const document: Record<string, unknown> = {
    ActionStatus: "OK",
    ErrorCode: 0,
    ErrorInfo: "",
    IPList: ["127.0.0.2", "183.192.202.0/25", "2001:db8::/32", "203.0.113.7"],
  };
  for (let changes = dice(4); changes >= 0; changes--) {
    const field = pick(dice, [
      "ActionStatus",
      "ErrorCode",
      "ErrorInfo",
      "IPList",
      "IPList",
      "RequestId",
      "__proto__",
    ]);
    const list = document.IPList;
    switch (dice(6)) {
      case 0:
        delete document[field];
        break;
      case 1:
        document[pick(dice, ["iplist", "IPLists", "errorcode", "toJSON", "constructor"])] = document[field];
        break;
      case 2:
        if (Array.isArray(list)) list[dice(list.length + 2)] = strangeValue(dice);
        break;
      case 3:
        if (Array.isArray(list)) list.push(...list.slice(dice(list.length + 1)));
        break;
      case 4:
        document[field] = strangeValue(dice);
        break;
      default:
        document.ErrorCode = pick(dice, [60008, 60011, 70001, 70009, 70016, 70020, 70500, 99999]);
    }
  }
  return JSON.stringify(document);
}

/** Changes a text as bytes: some replaced, put in, taken out, repeated, or everything cut off. */
export function mutateBytes(dice: Dice, text: string): Buffer {
  let bytes = Buffer.from(text);
  for (let changes = dice(4); changes >= 0; changes--) {
    const at = dice(bytes.length + 1);
    const to = Math.min(bytes.length, at + dice(12));
    const before = bytes.subarray(0, at);
    switch (dice(6)) {
      case 0:
        if (at < bytes.length) bytes[at] = dice(256);
        break;
      case 1:
        bytes = Buffer.concat([before, Buffer.from(pick(dice, strangeTexts)), bytes.subarray(at)]);
        break;
      case 2:
        bytes = Buffer.concat([before, bytes.subarray(to)]);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
        break;
      case 4:
        bytes = Buffer.concat([before, Buffer.from([dice(256)]), bytes.subarray(at)]);
        break;
      default:
        if (dice(4) === 0) bytes = Buffer.from(before);
    }
  }
  return bytes;
}

/** The body of an answer of GetIPList, changed in some way; now and then it is the right one. */
export function mutateAnswer(dice: Dice): Buffer {
  const text = mutateDocument(dice);
  return dice(2) === 0 ? Buffer.from(text) : mutateBytes(dice, text);
}

/** A whole HTTP answer as it goes over the wire, changed in some way. */
export function mutateHttpAnswer(dice: Dice): Buffer {
  const body = mutateAnswer(dice).toString("latin1");
  const length = dice(4) === 0 ? dice(2 * body.length + 2) : body.length;
  const status = pick(dice, [
    "200 OK",
    "200 OK",
    "200 OK",
    "500 Oops",
    "302 Found",
    "204 No Content",
    "100 Continue",
    "999 ?",
  ]);
  const framing = pick(dice, [
    `content-length: ${length}`,
    `content-length: ${length}`,
    "transfer-encoding: chunked",
    "x: y",
  ]);
  const more = pick(dice, [
    "",
    "",
    "content-encoding: gzip\r\n",
    "retry-after: 1\r\n",
    "location: /\r\n",
    "connection: close\r\n",
  ]);
  const chunked = framing.startsWith("transfer")
    ? `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
    : body;
  const answer = `HTTP/1.1 ${status}\r\n${framing}\r\n${more}\r\n${chunked}`;
  return dice(3) === 0 ? mutateBytes(dice, answer) : Buffer.from(answer, "latin1");
}
