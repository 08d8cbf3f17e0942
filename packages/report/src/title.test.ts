import { listNames } from "@chat-ip/core";
import { describe, expect, it } from "vitest";
import { listOutcome } from "../test/build-outcome.ts";
import { renderCommitMessage, renderTitle } from "./title.ts";

const stays = ["43.128.0.0/17"];
const adds = (list: (typeof listNames)[number], ...add: string[]): ReturnType<typeof listOutcome> =>
  listOutcome({ list, committed: [...stays, "101.40.0.0/24"], live: [...stays, ...add] });

const titleOf = (lists: readonly ReturnType<typeof listOutcome>[]): string =>
  renderTitle({ lists, carried: [] });

describe("the title", () => {
  it("counts a prefix of several lists once and names `all` last", () => {
    const lists = [adds("all", "101.32.0.0/24"), adds("web-china", "101.32.0.0/24", "101.33.0.0/24")];
    expect(titleOf(lists)).toBe("Chat IP allowlists: +2 −1 prefixes (web-china, all)");
  });

  it("names three lists, counts more, and says when it is all of them", () => {
    const lists = listNames.map((list) => adds(list));
    expect(titleOf(lists)).toBe("Chat IP allowlists: −1 prefix (all 7 lists)");
    const current = listOutcome({ list: "webhook-global", committed: stays, live: stays });
    expect(titleOf([...lists.slice(0, 6), current])).toBe(
      "Chat IP allowlists: −1 prefix (native-china, native-global and 4 more)",
    );
  });

  it("names what is in the pull request as before", () => {
    const lists = [adds("web-china", "101.32.0.0/24")];
    expect(
      renderTitle({
        lists,
        carried: (["all", "web-global"] as const).map((list) => ({ app: null, list, path: "chat-ips" })),
      }),
    ).toBe("Chat IP allowlists: +1 −1 prefixes (web-china); web-global, all as before");
  });

  it("says when only lines that are no addresses are replaced", () => {
    const lists = [
      listOutcome({ list: "all", committed: `${stays[0]}\nexample.com\nexample.org\n`, live: stays }),
    ];
    expect(titleOf(lists)).toBe("Chat IP allowlists: 2 unreadable lines replaced (all)");
  });

  it("says when only files in other formats are written", () => {
    const outcome = listOutcome({ list: "all", committed: stays, live: stays });
    if (outcome.status !== "current") throw new TypeError("The fixture has drift.");
    expect(titleOf([{ ...outcome, status: "drift" }])).toBe(
      "Chat IP allowlists: files in other formats (all)",
    );
  });
});

describe("the commit message", () => {
  it("has one line a list below the title", () => {
    const lists = [
      adds("web-china", "101.32.0.0/24"),
      listOutcome({ list: "web-global", committed: null, live: stays }),
      listOutcome({ list: "webhook-china", committed: [], live: [] }),
    ];
    expect(renderCommitMessage({ lists, carried: [] })).toBe(
      [
        "Chat IP allowlists: +2 −1 prefixes (web-china, web-global)",
        "",
        "web-china: 2 prefixes (+1 −1)",
        "web-global: 1 prefix, first version",
      ].join("\n"),
    );
  });
});
