/** Remembers which addresses have been seen, in bounded memory. */
export interface SeenAddresses {
  /** @returns whether the address is new */
  addIPv4(value: number): boolean;
  /** For IPv6 and CIDRs, in normal form; IPv4 in text is recognised. @returns whether the address is new */
  addText(address: string): boolean;
  /** Whether everything was forgotten once, so that an address may be called new again. */
  forgot(): boolean;
}

const fewestSlots = 1 << 16;
const mostIPv4 = 1 << 21;
const mostTexts = 500_000;

/** Holds two million IPv4 addresses in 16 MB, and half a million IPv6 addresses; with more, it starts over. */
export function createSeenAddresses(): SeenAddresses {
  const ipv4 = createNumberSet();
  let texts = new Set<string>();
  let forgot = false;
  const addIPv4 = (value: number): boolean => {
    if (!ipv4.add(value)) return false;
    if (ipv4.size() >= mostIPv4) {
      ipv4.clear();
      forgot = true;
    }
    return true;
  };
  return {
    addIPv4,
    addText(address) {
      if (!address.includes(":") && !address.includes("/")) {
        return addIPv4(address.split(".").reduce((value, octet) => value * 256 + Number(octet), 0));
      }
      if (texts.has(address)) return false;
      if (texts.size >= mostTexts) {
        texts = new Set();
        forgot = true;
      }
      texts.add(address);
      return true;
    },
    forgot: () => forgot,
  };
}

interface NumberSet {
  /** @returns whether the number is new */
  add(value: number): boolean;
  size(): number;
  clear(): void;
}

/**
 * A set of whole numbers below 2^32: a table with open addressing, twice as large as what is in it, so that it stays in the
 * processor's cache as long as it can. A Set of numbers takes five times the memory.
 */
function createNumberSet(): NumberSet {
  // 0 stands for an empty slot, so the number 0 has a flag of its own.
  let table = new Uint32Array(fewestSlots);
  let mask = fewestSlots - 1;
  let filled = 0;
  let hasZero = false;
  /** The slot that holds a value, or the empty one where it belongs. */
  const slotOf = (value: number): number => {
    let slot = (Math.imul(value, 0x9e37_79b1) >>> 8) & mask;
    for (let held = table[slot]; held !== 0 && held !== value; held = table[slot]) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    const old = table;
    table = new Uint32Array(old.length * 2);
    mask = table.length - 1;
    for (const value of old) if (value !== 0) table[slotOf(value)] = value;
  };
  return {
    add(value) {
      if (value === 0) {
        const isNew = !hasZero;
        hasZero = true;
        return isNew;
      }
      const slot = slotOf(value);
      if (table[slot] === value) return false;
      table[slot] = value;
      filled++;
      if (filled * 2 > table.length) grow();
      return true;
    },
    size: () => filled,
    clear() {
      table = new Uint32Array(fewestSlots);
      mask = fewestSlots - 1;
      filled = 0;
      hasZero = false;
    },
  };
}
