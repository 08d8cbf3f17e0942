import { compare, type Drift, type Prefix, type PrefixChange } from "@chat-ip/allowlist";
import { type CommandBody, isSet } from "../command.ts";
import { usageError } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { isFolder, type ReadSetOptions, readFolder, readSet } from "../sets/read-set.ts";
import type { Style } from "../terminal/style.ts";
import { words } from "../words/words.ts";

/** One list's changes as lines of a diff: `+ 203.0.113.0/24  new, 256 addresses`. */
export function driftLines({ added, removed }: Drift, style: Style): string {
  const changes = [
    ...removed.map((change) => ({ sign: "-", change })),
    ...added.map((change) => ({ sign: "+", change })),
  ];
  const width = Math.max(0, ...changes.map(({ change }) => change.prefix.length));
  return changes
    .map(({ sign, change }) => {
      const paint = sign === "+" ? style.green : style.red;
      return `${paint(`${sign} ${change.prefix.padEnd(width)}`)}  ${style.dim(describeChange(change))}\n`;
    })
    .join("");
}

function describeChange({ relation, counterparts, addresses }: PrefixChange): string {
  const [first] = counterparts;
  const { plan: say, amounts } = words();
  const related = first === undefined ? "" : say.related(first, counterparts.length - 1);
  const effect = addresses === 0n ? say.noAddressChanges : amounts.addresses(addresses);
  return say.describeChange(say.relation(relation), related, effect);
}

/** `+384 addresses, -0 addresses` in words. */
function driftSummary({ differs, cosmetic, gained, lost }: Drift): string {
  const { plan: say, amounts } = words();
  if (!differs) return cosmetic ? say.sameAddresses : say.noDifference;
  const opens = gained.ipv4 + gained.ipv6 > 0n ? amounts.addressCount(gained) : null;
  const closes = lost.ipv4 + lost.ipv6 > 0n ? amounts.addressCount(lost) : null;
  return say.opensAndCloses(opens, closes);
}

type Lists = ReadonlyMap<string, readonly Prefix[]>;

async function readSides(args: readonly string[], options: ReadSetOptions): Promise<readonly [Lists, Lists]> {
  const [a, b, ...more] = args;
  if (a === undefined || b === undefined || more.length > 0) {
    throw usageError(words().sets.twoSets);
  }
  if (a === "-" && b === "-") {
    throw usageError(words().sets.oneStdin);
  }
  const folders = [a, b].map((name) => name !== "-" && isFolder(name, options.cwd));
  if (folders[0] !== folders[1]) {
    throw usageError(words().sets.folderAndFile);
  }
  if (folders[0] === true) return [await readFolder(a, options), await readFolder(b, options)];
  return [new Map([["", await readSet(a, options)]]), new Map([["", await readSet(b, options)]])];
}

export const diff: CommandBody = {
  details: "Order, comments and how ranges are divided make no difference. Exit code 2 if addresses differ.",
  settings: [],
  flags: [
    { flags: "--skip-invalid", description: "Leave out lines that are not addresses, instead of stopping." },
  ],
  examples: [
    { line: "chat-ip diff chat-ips/all.txt new.txt", does: "what would change?" },
    { line: "chat-ip fetch all | chat-ip diff firewall.txt -", does: "is the firewall up to date?" },
    { line: "chat-ip diff 203.0.113.0/25,203.0.113.128/25 203.0.113.0/24", does: "the same addresses" },
  ],
  async run({ args, flags, terminal, cwd }) {
    const options = { cwd, terminal, skipInvalid: isSet(flags, "skipInvalid") };
    const [before, after] = await readSides(args, options);
    const names = [...new Set([...before.keys(), ...after.keys()])].sort();
    const drifts = names.map((list) => ({
      list,
      drift: compare({ committed: before.get(list) ?? [], live: after.get(list) ?? [] }),
    }));
    const differs = drifts.some(({ drift }) => drift.differs);
    if (terminal.json) {
      terminal.writeJson("diff", {
        differs,
        lists: drifts.map(({ list, drift }) => ({ list: list || null, ...drift })),
      });
    } else {
      for (const { list, drift } of drifts) {
        if (list !== "" && drift.differs) terminal.write(`${terminal.style.bold(list)}\n`);
        terminal.write(driftLines(drift, terminal.style));
        if (list === "" || drift.differs) terminal.say(driftSummary(drift));
      }
      if (!differs && names.length > 1) terminal.say(words().plan.noDifference);
    }
    return differs ? exitCodes.drift : exitCodes.ok;
  },
};
