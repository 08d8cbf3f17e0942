/**
 * The script of the history page. Plain JavaScript, since it is written into the page as it is. Everything from the data is
 * set as text, never as HTML.
 */
export const pageScript: string = String.raw`
"use strict";
const { commits, changes, words } = JSON.parse(document.getElementById("history").textContent);
const byId = (id) => document.getElementById(id);
const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

function readAddress(text) {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four) {
    const octets = four.slice(1);
    if (octets.some((octet) => Number(octet) > 255 || String(Number(octet)) !== octet)) return null;
    return { bits: 32, value: octets.reduce((value, octet) => value * 256n + BigInt(octet), 0n) };
  }
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(":")) return null;
  let six = text;
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (tail) {
    const inner = readAddress(tail[2]);
    if (inner === null) return null;
    six = tail[1] + (inner.value >> 16n).toString(16) + ":" + (inner.value & 65535n).toString(16);
  }
  const halves = six.split("::");
  if (halves.length > 2) return null;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const count = groups.flat().length;
  if (halves.length === 1 ? count !== 8 : count > 7) return null;
  const whole = halves.length === 1 ? groups[0] : [...groups[0], ...Array(8 - count).fill("0"), ...groups[1]];
  if (whole.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null;
  return { bits: 128, value: whole.reduce((value, group) => value * 65536n + BigInt("0x" + group), 0n) };
}

function readPrefix(text) {
  const match = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text.trim());
  let address = match && readAddress(match[1]);
  if (!address) return null;
  let length = match[2] === undefined ? address.bits : Number(match[2]);
  if (length > address.bits) return null;
  if (address.bits === 128 && address.value >> 32n === 65535n && length >= 96) {
    address = { bits: 32, value: address.value & 4294967295n };
    length -= 96;
  }
  const size = 1n << BigInt(address.bits - length);
  const first = address.value - (address.value % size);
  return { bits: address.bits, first, last: first + size - 1n };
}

const known = new Map();
function range(text) {
  if (!known.has(text)) known.set(text, readPrefix(text));
  return known.get(text);
}

function covers(ranges, wanted) {
  let next = wanted.first;
  for (const one of ranges.sort((a, b) => (a.first < b.first ? -1 : 1))) {
    if (one.first > next) break;
    if (one.last >= next) next = one.last + 1n;
    if (next > wanted.last) return true;
  }
  return false;
}

function tellStory(list, wanted) {
  const present = new Map();
  const events = [];
  let covered = false;
  for (const [name, added, removed, commit] of changes) {
    if (name !== list) continue;
    let touched = false;
    const count = (texts, by) => {
      for (const text of texts) {
        const one = range(text);
        if (!one || one.bits !== wanted.bits || one.last < wanted.first || one.first > wanted.last) continue;
        present.set(text, (present.get(text) || 0) + by);
        touched = true;
      }
    };
    count(removed, -1);
    count(added, 1);
    if (!touched) continue;
    const now = covers([...present].filter(([, times]) => times > 0).map(([text]) => range(text)), wanted);
    if (now !== covered) events.push([now ? (events.length === 0 ? "allowed" : "back") : "gone", commit]);
    covered = now;
  }
  return { covered, events };
}

function commitLine(index) {
  const [hash, at, author, subject, pull] = commits[index];
  return at.slice(0, 10) + " · " + (pull ? pull + " · " : "") + author + " · " + hash.slice(0, 12) + " · " + subject;
}

const lists = [...new Set(changes.map(([list]) => list))].sort();
function lookUp(event) {
  event.preventDefault();
  const answer = byId("answer");
  answer.replaceChildren();
  const text = byId("query").value;
  const wanted = readPrefix(text);
  if (!wanted) {
    answer.append(element("p", "note", words.notAnAddress));
    return;
  }
  const stories = lists.map((list) => ({ list, ...tellStory(list, wanted) })).filter(({ events }) => events.length > 0);
  if (stories.length === 0) answer.append(element("p", "note", words.never.replace("{}", () => text.trim())));
  for (const { list, covered, events } of stories) {
    answer.append(element("h3", covered ? "added" : "removed", (covered ? words.isAllowed : words.isNotAllowed).replace("{}", () => list)));
    const rows = element("ol");
    for (const [kind, commit] of events) {
      const row = element("li");
      row.append(element("strong", kind === "gone" ? "removed" : "added", words.kinds[kind]), " ", element("span", "meta", commitLine(commit)));
      rows.append(row);
    }
    answer.append(rows);
  }
}

const page = 100;
let shown = 0;
function showMore() {
  const wanted = byId("list").value;
  const rows = changes.filter(([list]) => wanted === "" || list === wanted).reverse();
  for (const [list, added, removed, commit] of rows.slice(shown, shown + page)) {
    const row = element("li");
    row.append(element("strong", "", list), " ", element("span", "meta", commitLine(commit)));
    for (const [sign, texts, name] of [["+", added, "added"], ["−", removed, "removed"]]) {
      if (texts.length === 0) continue;
      const line = element("div", name);
      const rest = texts.length > 8 ? words.andMore.replace("{}", texts.length - 8) : "";
      line.append(element("code", "", sign + " " + texts.slice(0, 8).join(", ") + rest));
      row.append(line);
    }
    byId("timeline").append(row);
  }
  shown += page;
  byId("more").hidden = shown >= rows.length;
}

for (const list of lists) byId("list").append(new Option(list, list));
byId("list").addEventListener("change", () => {
  byId("timeline").replaceChildren();
  shown = 0;
  showMore();
});
byId("more").addEventListener("click", showMore);
byId("form").addEventListener("submit", lookUp);
showMore();
// A link can ask: history.html#203.0.113.7
function lookUpHash() {
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked === "") return;
  byId("query").value = asked;
  byId("form").requestSubmit();
}
addEventListener("hashchange", lookUpHash);
lookUpHash();
`;
