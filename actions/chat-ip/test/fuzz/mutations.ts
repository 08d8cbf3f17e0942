import { seeded } from "../harness/seeded.ts";

/** A repeatable source of whole numbers from 0 up to, and without, `below`. */
export type Dice = (below: number) => number;

export function createDice(seed: number): Dice {
  const next = seeded(seed);
  return (below) => next() % below;
}

const pick = <T>(dice: Dice, from: readonly [T, ...T[]]): T => from[dice(from.length)] ?? from[0];

/** What an answer should never say, or not like this. */
const oddEntries: readonly [string, ...string[]] = [
  "0.0.0.0/0",
  "20.0.0.0/8",
  "20.5.6.7/8",
  "44.5.6.7/9",
  "10.1.0.0/16",
  "127.0.0.1",
  "169.254.169.254",
  "64:ff9b::/96",
  "64:ff9b::a00:1",
  "2002:a00:1::/48",
  "2001:0:a00:1::/64",
  "::/0",
  "::ffff:43.128.0.0/112",
  "::ffff:0:0/90",
  "2402::/16",
  "fe80::1%eth0",
  "43.128.0.0/255.255.255.0",
  "43.128.0",
  "010.0.0.1",
  "chat.example.com",
  "",
  " 43.128.3.0/24",
  "43.128.3.0/24\u200b",
  "43.128.0.0-43.128.0.9",
  "１.2.3.4",
];

const usual = (dice: Dice): string => {
  const number = dice(64);
  switch (dice(8)) {
    case 0:
      return `2402:4e00:${number.toString(16)}::/48`;
    case 1:
      return `119.29.29.${number}`;
    case 2:
      return `43.${128 + (number & 15)}.0.0/${17 + dice(8)}`;
    default:
      return `101.${32 + (number >> 3)}.${number}.${dice(2) * 128}/25`;
  }
};

const comments: readonly [string, ...string[]] = [
  "",
  "# Büro\n",
  "# 办公室\n",
  "# keep: office\n198.51.100.7 # Bob\n203.0.113.0/28\n\n",
  "# keep：办公室\n203.0.113.0/24\n",
  "; keep: x\n43.200.0.1\n",
  "\r\n",
];

/** Other bytes of the same text, or what else lies where a text file should. */
function encode(dice: Dice, text: string): Buffer {
  const bytes = Buffer.from(text);
  const wide = Buffer.from(text, "utf16le");
  switch (dice(24)) {
    case 0:
      return wide;
    case 1:
      return Buffer.concat([Buffer.from([0xff, 0xfe]), wide]);
    case 2:
      return Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()]);
    case 3:
      return Buffer.from(`${text}# Büro\n`, "latin1");
    case 4: // GBK and Shift-JIS
      return Buffer.concat([
        bytes,
        Buffer.from("23206b6565703a20b0ecb9abcad20a34332e3230302e302e390a", "hex"),
      ]);
    case 5:
      return Buffer.concat([bytes, Buffer.from("23208e968bc68f8a0a", "hex")]);
    case 6:
      return Buffer.concat([Buffer.from("\0GITCRYPT\0"), bytes]);
    case 7:
      return Buffer.from(
        `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize ${bytes.length}\n`,
      );
    case 8:
      return Buffer.from(JSON.stringify(text.split("\n").filter(Boolean)));
    case 9:
      return Buffer.from(text.replaceAll("\n", "\r\n"));
    case 10:
      return Buffer.from(text.replaceAll("\n", "\r"));
    case 11:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    default:
      return bytes;
  }
}

const strangeBytes: readonly [string, ...string[]] = [
  ",",
  "，",
  "\0",
  "\u200b",
  "\u3000",
  "/",
  "/8",
  "x",
  "7",
  "\n",
  "\n\n",
  "# ",
  "# keep\n",
  "<<<<<<< HEAD\n",
  "=======\n",
  ">>>>>>> update\n",
  "\ufeff",
  '"',
];

function damage(dice: Dice, bytes: Buffer): Buffer {
  const at = dice(bytes.length + 1);
  const to = Math.min(bytes.length, at + dice(30));
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (dice(6)) {
    case 0: {
      const copy = Buffer.from(bytes);
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << dice(8));
      return copy;
    }
    case 1:
      return Buffer.from(before);
    case 2:
      return Buffer.concat([before, bytes.subarray(to)]);
    case 3:
      return Buffer.concat([bytes, bytes.subarray(at)]);
    default:
      return Buffer.concat([before, Buffer.from(pick(dice, strangeBytes)), after]);
  }
}

/** A list's committed file, and the body of the API's answer for it. */
export interface FuzzCase {
  /** `null` where there is none */
  readonly file: Buffer | null;
  readonly answer: Buffer;
}

/** A list whose file, or whose answer, or both, something has happened to. */
export function mutatedList(dice: Dice): FuzzCase {
  const committed = Array.from({ length: dice(5) === 0 ? dice(4) : 4 + dice(30) }, () => usual(dice));
  const lines = committed.map((entry) => `${entry}\n`);
  const at = dice(lines.length + 1);
  const text = `# Chat\n${lines.slice(0, at).join("")}${pick(dice, comments)}${lines.slice(at).join("")}`;
  let file: Buffer | null = encode(dice, text);
  for (let times = dice(4); times > 0; times--) file = damage(dice, file);
  if (dice(20) === 0) file = null;

  let live = committed.filter(() => dice(10) > 0);
  if (dice(12) === 0) live = live.filter(() => dice(2) === 0);
  for (let times = dice(4); times > 0; times--) live.push(usual(dice));
  if (dice(6) === 0) live.splice(dice(live.length + 1), 0, pick(dice, oddEntries));
  if (dice(30) === 0) live = [];
  let answer: Buffer = Buffer.from(
    JSON.stringify({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "", IPList: live }),
  );
  if (dice(4) === 0) for (let times = 1 + dice(3); times > 0; times--) answer = damage(dice, answer);
  return { file, answer };
}
