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
# Managed by chat-ip: changes made here by hand are overwritten.
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
    Require ip 9.9.9.9 101.32.1.0/24 2402:4e00::/32
</RequireAny>
`,
    ],
    [
      "haproxy",
      "webhook-china.haproxy.acl",
      `${header}# HAProxy matches 2002:V4::/48 (6to4) and ::V4 with the IPv4 entries as well. Refuse those first if it matters to you.
9.9.9.9
101.32.1.0/24
2402:4e00::/32
`,
    ],
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
  "ipv4": ["9.9.9.9", "101.32.1.0/24"],
  "ipv6": ["2402:4e00::/32"]
}
`,
    ],
    [
      "terraform",
      "webhook-china.auto.tfvars.json",
      `{
  "chat_ip_webhook_china_ipv4": ["9.9.9.9/32", "101.32.1.0/24"],
  "chat_ip_webhook_china_ipv6": ["2402:4e00::/32"]
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
    [
      "mikrotik",
      "webhook-china.mikrotik.rsc",
      `${header}/ip firewall address-list
remove [find list="chat-ip-webhook-china-new"]
add list="chat-ip-webhook-china-new" address=9.9.9.9
add list="chat-ip-webhook-china-new" address=101.32.1.0/24
remove [find list="chat-ip-webhook-china"]
set [find list="chat-ip-webhook-china-new"] list="chat-ip-webhook-china"
/ipv6 firewall address-list
remove [find list="chat-ip-webhook-china-new"]
add list="chat-ip-webhook-china-new" address=2402:4e00::/32
remove [find list="chat-ip-webhook-china"]
set [find list="chat-ip-webhook-china-new"] list="chat-ip-webhook-china"
`,
    ],
    [
      "aws-prefix-list",
      "webhook-china.aws-prefix-list.tf.json",
      `{
  "//": "Chat IP allowlist webhook-china (egress addresses of webhooks). Managed by chat-ip: changes made here by hand are overwritten.",
  "resource": {
    "aws_ec2_managed_prefix_list": {
      "chat_ip_webhook_china_ipv4": {
        "name": "chat-ip-webhook-china-ipv4",
        "address_family": "IPv4",
        "max_entries": 10,
        "entry": [
          {
            "cidr": "9.9.9.9/32"
          },
          {
            "cidr": "101.32.1.0/24"
          }
        ]
      },
      "chat_ip_webhook_china_ipv6": {
        "name": "chat-ip-webhook-china-ipv6",
        "address_family": "IPv6",
        "max_entries": 10,
        "entry": [
          {
            "cidr": "2402:4e00::/32"
          }
        ]
      }
    }
  }
}
`,
    ],
    [
      "cilium",
      "webhook-china.ciliumcidrgroup.yaml",
      `${header}apiVersion: cilium.io/v2
kind: CiliumCIDRGroup
metadata:
  name: chat-ip-webhook-china
  labels:
    chat-ip/list: webhook-china
spec:
  externalCIDRs:
    - "9.9.9.9/32"
    - "101.32.1.0/24"
    - "2402:4e00::/32"
`,
    ],
    [
      "caddy",
      "webhook-china.caddy",
      `${header}@chat_ip_webhook_china {
	remote_ip 9.9.9.9
	remote_ip 101.32.1.0/24
	remote_ip 2402:4e00::/32
}
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

  it("writes plain as one file, and one for each family that there is", () => {
    expect([...render(list, "plain")]).toEqual([
      ["webhook-china.plain.txt", "9.9.9.9/32\n101.32.1.0/24\n2402:4e00::/32\n"],
      ["webhook-china.plain.ipv4.txt", "9.9.9.9/32\n101.32.1.0/24\n"],
      ["webhook-china.plain.ipv6.txt", "2402:4e00::/32\n"],
    ]);
    expect([...render({ ...list, prefixes: ["9.9.9.9"] }, "plain").keys()]).toEqual([
      "webhook-china.plain.txt",
      "webhook-china.plain.ipv4.txt",
    ]);
  });

  describe("tencent", () => {
    const templatesOf = (
      prefixes: readonly string[],
    ): Record<string, { name: string; addresses: string[] }> =>
      JSON.parse(text("tencent", prefixes)).resource.tencentcloud_address_template;

    it("is written as address templates and the group of them", () => {
      const { resource } = JSON.parse(text("tencent", list.prefixes));
      const { tencentcloud_address_template: templates, tencentcloud_address_template_group: groups } =
        resource;
      const names = Object.keys(templates);
      expect(names.every((name) => /^chat_ip_webhook_china_\d\d$/.test(name))).toBe(true);
      expect(groups).toEqual({
        chat_ip_webhook_china: {
          name: "chat-ip-webhook-china",
          template_ids: names.map((name) => `\${tencentcloud_address_template.${name}.id}`),
        },
      });
    });

    it.each([1, 20, 141, 300, 399, 400])(
      "holds %d prefixes, each once, twenty a template at most",
      (count) => {
        const prefixes = fiveThousand.slice(0, count);
        const members = Object.values(templatesOf(prefixes)).map(({ addresses }) => addresses);
        expect(members.flat().toSorted()).toEqual(prefixes.toSorted());
        for (const addresses of members) {
          expect(addresses.length).toBeGreaterThan(0);
          expect(addresses.length).toBeLessThanOrEqual(20);
        }
      },
    );

    it("changes one template for one new prefix", () => {
      const before = templatesOf(fiveThousand.slice(0, 141));
      for (const prefix of fiveThousand.slice(200, 240)) {
        const after = templatesOf([...fiveThousand.slice(0, 141), prefix]);
        const changed = Object.keys(after).filter(
          (name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]),
        );
        expect(changed).toHaveLength(1);
      }
    });
  });

  it("rounds the size of AWS's prefix lists up, so that it seldom changes", () => {
    const sizes = (count: number): number[] => {
      const file = JSON.parse(text("aws-prefix-list", fiveThousand.slice(0, count)));
      const lists: { max_entries: number }[] = Object.values(file.resource.aws_ec2_managed_prefix_list);
      return lists.map(({ max_entries }) => max_entries);
    };
    expect([sizes(1), sizes(10), sizes(11), sizes(1_000)]).toEqual([
      [10, 10],
      [10, 10],
      [20, 10],
      [1_000, 10],
    ]);
  });

  it.each(formats)("writes %s the same whatever the order and division of the prefixes", (format) => {
    fc.assert(
      fc.property(shuffledTwice(tinyList), ([prefixes, again]) => {
        fc.pre(prefixes.length > 0);
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

  it.each(formats)("keeps any description inside the comment of %s", (format) => {
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
        .filter((line) => !line.startsWith("#") && !/^ {2}"(description|\/\/)": ".*",$/.test(line));
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

  it("refuses texts that are not prefixes", () => {
    expect(() => text("nginx", ["0.0.0.0/0 1; } #"])).toThrow(InvalidPrefixError);
  });

  it("recognises its formats", () => {
    expect(["nginx", "aws-waf", "NGINX", "", "toString"].filter(isFormat)).toEqual(["nginx", "aws-waf"]);
  });
});

describe("what a consumer can't take", () => {
  const singles = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => `101.${i >>> 15}.${(i >>> 7) & 255}.${(i << 1) & 255}`);

  it.each<[Format, string]>([
    ["apache", "Require ip 0.0.0.0/1 128.0.0.0/1 ::/1 8000::/1\n"],
    ["nginx", "    0.0.0.0/1 1;\n    128.0.0.0/1 1;\n    ::/1 1;\n    8000::/1 1;\n"],
    ["cilium", '    - "0.0.0.0/1"\n    - "128.0.0.0/1"\n    - "::/1"\n    - "8000::/1"\n'],
    ["ipset", "add chat-ip-all-ipv4-new 0.0.0.0/1\nadd chat-ip-all-ipv4-new 128.0.0.0/1\n"],
  ])("%s gets as two halves", (format, halves) => {
    expect(text(format, ["0.0.0.0/0", "::/0"], "all")).toContain(halves);
  });

  it("an empty list denies everyone, in Apache, Caddy and Kubernetes", () => {
    expect(text("caddy", [])).toContain("{\n\tremote_ip\n}\n");
    expect(text("apache", [])).toContain("<RequireAny>\n    Require all denied\n</RequireAny>");
    expect(text("kubernetes", [])).toMatch(/\n {2}ingress: \[\]\n$/);
  });

  it("a list that is called from here is for egress in Kubernetes", () => {
    expect(text("kubernetes", ["9.9.9.9"], "web-global")).toContain(
      '  policyTypes:\n    - Egress\n  egress:\n    - to:\n        - ipBlock:\n            cidr: "9.9.9.9/32"\n',
    );
  });

  it("an egress policy of Kubernetes says how to allow DNS", () => {
    expect(text("kubernetes", ["9.9.9.9"], "web-global")).toMatch(/^# .*blocks DNS.*\n(#.*\n)+apiVersion/m);
    expect(text("kubernetes", ["9.9.9.9"])).not.toContain("DNS");
  });

  it("Kubernetes gets no host bits and no leading zeros, which it will refuse", () => {
    const cidrs = text("kubernetes", ["10.1.2.3/8", "2402:4E00:0:1::/32"]).match(/(?<=cidr: ").*(?=")/g);
    expect(cidrs).toEqual(["10.0.0.0/8", "2402:4e00::/32"]);
  });

  it("Apache gets fifty addresses a line", () => {
    const lines = text("apache", singles(120)).match(/Require ip .*/g) ?? [];
    expect(lines.map((line) => line.split(" ").length - 2)).toEqual([50, 50, 20]);
  });

  it.each<Format>(["plain", "mikrotik", "tencent", "aws-prefix-list", "cilium"])(
    "an empty list is refused where it would let everyone in or lock everyone out: %s",
    (format) => {
      expect(() => text(format, [])).toThrow(FormatLimitError);
      expect(() => text(format, [])).toThrow(/: it is empty, and .*\. Add the first entries/);
    },
  );

  it.each<[Format, string[], string, string]>([
    ["aws-waf", singles(10_001), "all", "10,001 ipv4 prefixes, and an IP set holds 10,000"],
    ["aws-waf", ["0.0.0.0/1", "128.0.0.0/1"], "all", "contains 0.0.0.0/0, and an IP set takes no /0"],
    ["aws-waf", ["::/0"], "all", "contains ::/0, and an IP set takes no /0"],
    ["ipset", singles(65_537), "all", "65,537 ipv4 prefixes, and a set holds 65,536"],
    ["ipset", [], "fifteen-letters", "its name is longer than 14 characters"],
    ["kubernetes", singles(7_000), "all", "7,000 prefixes take"],
    ["cilium", singles(16_000), "all", "16,000 prefixes take"],
    ["tencent", singles(401), "all", "401 prefixes, and a group of address templates holds 400"],
    ["aws-prefix-list", singles(1_001), "all", "1,001 IPv4 prefixes, and a prefix list holds 1,000"],
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
    expect(attempt).toThrow(`\`${name}\` can't be written for ${format}: `);
    expect(attempt).toThrow(/\. (Write smaller lists|Remove that entry|Give the list a name)/);
  });

  it("accepts lists right up to the limits", () => {
    expect(text("aws-waf", singles(10_000))).toContain('"101.0.78.30/32"');
    expect(text("ipset", singles(65_536), "fourteen-chars").match(/^add /gm)).toHaveLength(65_536);
    expect(text("kubernetes", fiveThousand).match(/cidr:/g)).toHaveLength(5_000);
  });
});
