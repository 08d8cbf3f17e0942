/** Remembers which addresses have been seen, in bounded memory. */
export interface SeenAddresses {
  /** @returns whether the address is new */
  addIPv4(value: number): boolean;
  /** For IPv6, in normal form; IPv4 in text is recognised. @returns whether the address is new */
  addText(address: string): boolean;
  /** Whether everything was forgotten once, so that an address may be called new again. */
  forgot(): boolean;
}

const slots = 1 << 22;
const mostIPv4 = slots / 2;
const mostTexts = 500_000;

/** Holds two million IPv4 addresses in 18 MB, and half a million IPv6 addresses; with more, it starts over. */
export function createSeenAddresses(): SeenAddresses {
  // A table of whole numbers with open addressing: a Set of numbers takes five times the memory. 0 stands for an empty
  // slot, so the address 0.0.0.0 has a flag of its own.
  const table = new Uint32Array(slots);
  let filled = 0;
  let hasZero = false;
  let texts = new Set<string>();
  let forgot = false;
  const addIPv4 = (value: number): boolean => {
    if (value === 0) {
      const isNew = !hasZero;
      hasZero = true;
      return isNew;
    }
    let slot = (Math.imul(value, 0x9e37_79b1) >>> 10) & (slots - 1);
    for (let held = table[slot]; held !== 0; held = table[slot]) {
      if (held === value) return false;
      slot = (slot + 1) & (slots - 1);
    }
    if (filled >= mostIPv4) {
      table.fill(0);
      filled = 0;
      forgot = true;
    }
    table[slot] = value;
    filled++;
    return true;
  };
  return {
    addIPv4,
    addText(address) {
      if (!address.includes(":")) {
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
