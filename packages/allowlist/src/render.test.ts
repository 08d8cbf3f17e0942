import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fiveThousand } from "../test/five-thousand.ts";
import { shuffledTwice, tinyList } from "../test/tiny-space.ts";
import { FormatLimitError, InvalidPrefixError } from "./errors.ts";
import { type Format, formats, isFormat } from "./format.ts";
import { formatFileNames, render } from "./render.ts";

const list = {
  name: "webhook-china",
  description: "egress addresses of webhooks",
  prefixes: ["2402:4e00::/32", "101.32.1.0/25", "101.32.1.128/25", "101.32.1.7", "9.9.9.9"],
};

function text(format: Format, prefixes: readonly string[], name: string = list.name): string {
  return [...render({ ...list, name, prefixes }, format).values()].join("");
}

const header = `# Chat IP allowlist webhook-china (egress addresses of webhooks).
# Managed by chat-ip: what is changed here by hand is overwritten.
`;

describe("render", () => {
  it.each<[Format, string, string]>([
    [
      "nginx",
      "webhook-china.nginx.conf",
      `${header}geo $chat_ip_webhook_china {
    default 0;
    9.9.9.9 1;
    101.32.1.0/24 1;
    2402:4e00::/32 1;
}
`,
    ],
    [
      "apache",
      "webhook-china.apache.conf",
      `${header}<RequireAny>
    Require ip 9.9.9.9
    Require ip 101.32.1.0/24
    Require ip 2402:4e00::/32
</RequireAny>
`,
    ],
    ["haproxy", "webhook-china.haproxy.acl", `${header}9.9.9.9\n101.32.1.0/24\n2402:4e00::/32\n`],
    [
      "nftables",
      "webhook-china.nft",
      `${header}add table inet chat_ip
add set inet chat_ip webhook_china_ipv4 { type ipv4_addr; flags interval; }
flush set inet chat_ip webhook_china_ipv4
add element inet chat_ip webhook_china_ipv4 {
    9.9.9.9,
    101.32.1.0/24,
}
add set inet chat_ip webhook_china_ipv6 { type ipv6_addr; flags interval; }
flush set inet chat_ip webhook_china_ipv6
add element inet chat_ip webhook_china_ipv6 {
    2402:4e00::/32,
}
`,
    ],
    [
      "ipset",
      "webhook-china.ipset",
      `${header}create chat-ip-webhook-china-ipv4 hash:net family inet maxelem 65536 -exist
create chat-ip-webhook-china-ipv4-new hash:net family inet maxelem 65536 -exist
flush chat-ip-webhook-china-ipv4-new
add chat-ip-webhook-china-ipv4-new 9.9.9.9
add chat-ip-webhook-china-ipv4-new 101.32.1.0/24
swap chat-ip-webhook-china-ipv4-new chat-ip-webhook-china-ipv4
destroy chat-ip-webhook-china-ipv4-new
create chat-ip-webhook-china-ipv6 hash:net family inet6 maxelem 65536 -exist
create chat-ip-webhook-china-ipv6-new hash:net family inet6 maxelem 65536 -exist
flush chat-ip-webhook-china-ipv6-new
add chat-ip-webhook-china-ipv6-new 2402:4e00::/32
swap chat-ip-webhook-china-ipv6-new chat-ip-webhook-china-ipv6
destroy chat-ip-webhook-china-ipv6-new
`,
    ],
    [
      "json",
      "webhook-china.json",
      `{
  "list": "webhook-china",
  "description": "egress addresses of webhooks",
  "ipv4": [
    "9.9.9.9",
    "101.32.1.0/24"
  ],
  "ipv6": [
    "2402:4e00::/32"
  ]
}
`,
    ],
    [
      "terraform",
      "webhook-china.auto.tfvars.json",
      `{
  "chat_ip_webhook_china_ipv4": [
    "9.9.9.9/32",
    "101.32.1.0/24"
  ],
  "chat_ip_webhook_china_ipv6": [
    "2402:4e00::/32"
  ]
}
`,
    ],
    [
      "kubernetes",
      "webhook-china.networkpolicy.yaml",
      `${header}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: chat-ip-webhook-china
spec:
  podSelector:
    matchLabels:
      chat-ip/webhook-china: allow
  policyTypes:
    - Ingress
  ingress:
    - from:
        - ipBlock:
            cidr: "9.9.9.9/32"
        - ipBlock:
            cidr: "101.32.1.0/24"
        - ipBlock:
            cidr: "2402:4e00::/32"
`,
    ],
  ])("writes %s as %s", (format, name, content) => {
    expect([...render(list, format)]).toEqual([[name, content]]);
  });

  it("writes aws-waf as an IP set for each family", () => {
    const [ipv4, ipv6] = [...render(list, "aws-waf")].map(([name, content]) => [name, JSON.parse(content)]);
    expect(ipv4).toEqual([
      "webhook-china.aws-waf.ipv4.json",
      {
        Name: "chat-ip-webhook-china-ipv4",
        Scope: "REGIONAL",
        Description: "Managed by chat-ip: list webhook-china, ipv4",
        IPAddressVersion: "IPV4",
        Addresses: ["9.9.9.9/32", "101.32.1.0/24"],
      },
    ]);
    expect(ipv6).toMatchObject(["webhook-china.aws-waf.ipv6.json", { Addresses: ["2402:4e00::/32"] }]);
  });

  it.each(formats)("writes %s the same whatever the order and division of the prefixes", (format) => {
    fc.assert(
      fc.property(shuffledTwice(tinyList), ([prefixes, again]) => {
        expect(text(format, again)).toBe(text(format, prefixes));
      }),
      { numRuns: 50 },
    );
    expect(text(format, ["101.32.1.0/24"])).toBe(
      text(format, ["101.32.1.128/25", "101.32.1.9/25", "101.32.1.5"]),
    );
  });

  it.each(formats)("names the files of %s before writing them", (format) => {
    expect([...render(list, format).keys()]).toEqual(formatFileNames(list.name, format));
  });

  it("gives no two formats the same file", () => {
    const names = formats.flatMap((format) => formatFileNames("all", format));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(formats)("lets no description out of the comment of %s", (format) => {
    const hostile = "ok\n}\r0.0.0.0/0 1;\u2028<Location>\\";
    const prefixes = ["9.9.9.9"];
    const lines = (description?: string): string[] =>
      [
        ...render(
          { name: "all", prefixes, ...(description === undefined ? {} : { description }) },
          format,
        ).values(),
      ]
        .join("")
        .split(/[\n\r\u2028]/)
        .filter((line) => !line.startsWith("#") && !line.includes('"description"'));
    expect(lines(hostile)).toEqual(lines());
    expect(
      [...render({ name: "all", description: hostile, prefixes }, format).values()].join(""),
    ).not.toMatch(/\\$/m);
  });

  it.each([
    "",
    "Webhook",
    "webhook_china",
    "../all",
    "all\n",
    "all.",
    "1st",
    "-all",
    "all-",
    "a".repeat(64),
    "größe",
  ])("refuses the name %j", (name) => {
    expect(() => formatFileNames(name, "json")).toThrow(TypeError);
    expect(() => render({ name, prefixes: [] }, "json")).toThrow(TypeError);
  });

  it("refuses what is no prefix", () => {
    expect(() => text("nginx", ["0.0.0.0/0 1; } #"])).toThrow(InvalidPrefixError);
  });

  it("knows its formats from other texts", () => {
    expect(["nginx", "aws-waf", "NGINX", "", "toString"].filter(isFormat)).toEqual(["nginx", "aws-waf"]);
  });
});

describe("what a consumer can't take", () => {
  const singles = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => `101.${i >>> 15}.${(i >>> 7) & 255}.${(i << 1) & 255}`);

  it.each<[Format, string]>([
    [
      "apache",
      "Require ip 0.0.0.0/1\n    Require ip 128.0.0.0/1\n    Require ip ::/1\n    Require ip 8000::/1\n",
    ],
    ["nginx", "    0.0.0.0/1 1;\n    128.0.0.0/1 1;\n    ::/1 1;\n    8000::/1 1;\n"],
    ["ipset", "add chat-ip-all-ipv4-new 0.0.0.0/1\nadd chat-ip-all-ipv4-new 128.0.0.0/1\n"],
  ])("%s gets as two halves", (format, halves) => {
    expect(text(format, ["0.0.0.0/0", "::/0"], "all")).toContain(halves);
  });

  it("an empty list denies everyone, in Apache and in Kubernetes", () => {
    expect(text("apache", [])).toContain("<RequireAny>\n    Require all denied\n</RequireAny>");
    expect(text("kubernetes", [])).toMatch(/\n {2}ingress: \[\]\n$/);
  });

  it("a list that is called from here is for egress in Kubernetes", () => {
    expect(text("kubernetes", ["9.9.9.9"], "web-global")).toContain(
      '  policyTypes:\n    - Egress\n  egress:\n    - to:\n        - ipBlock:\n            cidr: "9.9.9.9/32"\n',
    );
  });

  it.each<[Format, string[], string, string]>([
    ["aws-waf", singles(10_001), "all", "10001 ipv4 prefixes, and an IP set holds 10000"],
    ["aws-waf", ["0.0.0.0/1", "128.0.0.0/1"], "all", "holds 0.0.0.0/0, and an IP set takes no /0"],
    ["aws-waf", ["::/0"], "all", "holds ::/0, and an IP set takes no /0"],
    ["ipset", singles(65_537), "all", "65537 ipv4 prefixes, and a set holds 65536"],
    ["ipset", [], "fifteen-letters", "set name of more than 31 characters; it may have 14"],
    ["kubernetes", singles(7_000), "all", "7000 prefixes take"],
  ])("%s refuses: case %#", (format, prefixes, name, reason) => {
    const attempt = (): unknown => render({ name, prefixes }, format);
    expect(attempt).toThrow(FormatLimitError);
    expect(attempt).toThrow(
      expect.objectContaining({
        name: "FormatLimitError",
        format,
        list: name,
        reason: expect.stringContaining(reason),
      }),
    );
    expect(attempt).toThrow(`The list ${name} can't be written for ${format}: `);
  });

  it("goes right up to the limits", () => {
    expect(text("aws-waf", singles(10_000))).toContain('"101.0.78.30/32"');
    expect(text("ipset", singles(65_536), "fourteen-chars").match(/^add /gm)).toHaveLength(65_536);
    expect(text("kubernetes", fiveThousand).match(/cidr:/g)).toHaveLength(5_000);
  });
});
