import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Format, render } from "../src/index.ts";
import { consumerLists } from "./five-thousand.ts";

const ipv4Cidr = { type: "string", pattern: "^(\\d{1,3}\\.){3}\\d{1,3}/([0-9]|[12][0-9]|3[0-2])$" };
const ipv6Cidr = { type: "string", pattern: "^[0-9a-f:]*:[0-9a-f:]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$" };
const arrayOf = (items: object, more: object = {}): object => ({
  type: "array",
  items,
  uniqueItems: true,
  ...more,
});
const objectOf = (properties: object, required: string[] = Object.keys(properties)): object => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

/** @see https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html (request, read 2025-11-22) */
const createIPSet = (addresses: object, version: string): object =>
  objectOf({
    Name: { type: "string", pattern: "^[\\w\\-]+$", minLength: 1, maxLength: 128 },
    Scope: { enum: ["CLOUDFRONT", "REGIONAL"] },
    Description: {
      type: "string",
      pattern: "^[\\w+=:#@/\\-,\\.][\\w+=:#@/\\-,\\.\\s]+[\\w+=:#@/\\-,\\.]$",
      minLength: 1,
      maxLength: 256,
    },
    IPAddressVersion: { const: version },
    Addresses: arrayOf(
      { allOf: [addresses, { not: { type: "string", pattern: "/0$" } }, { type: "string", maxLength: 50 }] },
      { maxItems: 10_000 },
    ),
  });

/** @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ (read 2025-11-22) */
const peers = arrayOf(objectOf({ ipBlock: objectOf({ cidr: { anyOf: [ipv4Cidr, ipv6Cidr] } }) }), {
  minItems: 1,
});
const networkPolicy = (direction: "ingress" | "egress"): object =>
  objectOf({
    apiVersion: { const: "networking.k8s.io/v1" },
    kind: { const: "NetworkPolicy" },
    metadata: objectOf({
      name: { type: "string", pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", maxLength: 253 },
    }),
    spec: objectOf({
      podSelector: objectOf({
        matchLabels: {
          type: "object",
          propertyNames: { pattern: "^[a-z0-9.-]{1,253}/[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$" },
          additionalProperties: {
            type: "string",
            pattern: "^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$",
          },
          minProperties: 1,
        },
      }),
      policyTypes: { const: [direction === "ingress" ? "Ingress" : "Egress"] },
      // A rule without peers would match everyone, so there is none of those.
      [direction]: arrayOf(objectOf({ [direction === "ingress" ? "from" : "to"]: peers }), { maxItems: 1 }),
    }),
  });

/** @see https://developer.hashicorp.com/terraform/language/values/variables (read 2025-11-22): names of variables, values */
const tfvars = {
  type: "object",
  propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_-]*$" },
  patternProperties: { _ipv4$: arrayOf(ipv4Cidr), _ipv6$: arrayOf(ipv6Cidr) },
  additionalProperties: false,
  minProperties: 2,
};

const anyCidr = { anyOf: [ipv4Cidr, ipv6Cidr] };

/** @see https://docs.cilium.io/en/stable/network/kubernetes/ciliumcidrgroup/ (read 2026-11-26): the CRD's fields, `cidr` as their format */
const ciliumGroup = objectOf({
  apiVersion: { const: "cilium.io/v2" },
  kind: { const: "CiliumCIDRGroup" },
  metadata: objectOf({
    name: { type: "string", pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", maxLength: 253 },
    labels: objectOf({
      "chat-ip/list": { type: "string", pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", maxLength: 63 },
    }),
  }),
  spec: objectOf({
    externalCIDRs: arrayOf(
      { allOf: [anyCidr, { not: { type: "string", pattern: "/0$" } }] },
      { minItems: 1 },
    ),
  }),
});

const resources = (types: object): object =>
  objectOf({ "//": { type: "string" }, resource: objectOf(types) });
const named = (value: object): object => ({
  type: "object",
  propertyNames: { pattern: "^[a-z_][a-z0-9_]*$" },
  additionalProperties: value,
  minProperties: 1,
});

/** @see https://registry.terraform.io/providers/tencentcloudstack/tencentcloud/latest/docs/resources/address_template (read 2026-11-26) */
const tencentTemplates = resources({
  tencentcloud_address_template: {
    ...named(
      objectOf({
        name: { type: "string", minLength: 1, maxLength: 60 },
        addresses: arrayOf(
          { type: "string", pattern: "^[0-9a-f.:]+(/[0-9]{1,3})?$" },
          { minItems: 1, maxItems: 20 },
        ),
      }),
    ),
    maxProperties: 20,
  },
  tencentcloud_address_template_group: named(
    objectOf({
      name: { type: "string", minLength: 1, maxLength: 60 },
      template_ids: arrayOf(
        { type: "string", pattern: "^\\$\\{tencentcloud_address_template\\.[a-z_0-9]+\\.id\\}$" },
        { minItems: 1, maxItems: 20 },
      ),
    }),
  ),
});

/** @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_managed_prefix_list (read 2026-11-26) */
const awsPrefixLists = resources({
  aws_ec2_managed_prefix_list: named({
    oneOf: (
      [
        ["IPv4", ipv4Cidr],
        ["IPv6", ipv6Cidr],
      ] as const
    ).map(([family, cidr]) =>
      objectOf({
        name: { type: "string", minLength: 1, maxLength: 255 },
        address_family: { const: family },
        max_entries: { type: "integer", minimum: 1, maximum: 1_000, multipleOf: 10 },
        entry: arrayOf(objectOf({ cidr }), { maxItems: 1_000 }),
      }),
    ),
  }),
});

/** The README's. */
const ownJson = objectOf(
  {
    list: { type: "string" },
    description: { type: "string" },
    ipv4: arrayOf({ type: "string", format: "ipv4-prefix" }),
    ipv6: arrayOf({ type: "string", format: "ipv6-prefix" }),
  },
  ["list", "ipv4", "ipv6"],
);

const schemas: Readonly<Partial<Record<Format, (direction: "ingress" | "egress") => object[]>>> = {
  json: () => [ownJson],
  terraform: () => [tfvars],
  "aws-waf": () => [createIPSet(ipv4Cidr, "IPV4"), createIPSet(ipv6Cidr, "IPV6")],
  kubernetes: (direction) => [networkPolicy(direction)],
  tencent: () => [tencentTemplates],
  "aws-prefix-list": () => [awsPrefixLists],
  cilium: () => [ciliumGroup],
};

const ajv = new Ajv({
  allErrors: true,
  formats: {
    "ipv4-prefix": /^[\d.]+(\/([0-9]|[12][0-9]|3[01]))?$/,
    "ipv6-prefix": /^[0-9a-f:]+(\/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-7]))?$/,
  },
});

function errorsOf(
  format: Format,
  name: string,
  prefixes: readonly string[],
  direction: "ingress" | "egress",
): unknown {
  const files = [...render({ name, prefixes, description: "egress addresses" }, format).values()];
  return (schemas[format]?.(direction) ?? []).flatMap((schema, index) => {
    const validate = ajv.compile(schema);
    validate(parse(files[index] ?? ""));
    return validate.errors ?? [];
  });
}

const most: Readonly<Partial<Record<Format, number>>> = { tencent: 400, "aws-prefix-list": 1_000 };

describe.each([
  "json",
  "terraform",
  "aws-waf",
  "kubernetes",
  "tencent",
  "aws-prefix-list",
  "cilium",
] as const)("%s is what its consumer's documents describe", (format) => {
  const refusesEmpty = ["tencent", "aws-prefix-list", "cilium"].includes(format);
  const lists = Object.entries(consumerLists)
    .filter(([title]) => format !== "aws-waf" || !title.includes("whole"))
    .filter(([title]) => !refusesEmpty || title !== "empty")
    .map(([title, prefixes]) => [title, prefixes.slice(-(most[format] ?? prefixes.length))] as const);

  it.each(lists)("for a list %s", (_, prefixes) => {
    expect(errorsOf(format, "webhook-china", prefixes, "ingress")).toEqual([]);
  });

  it("for a list that is called from here", () => {
    expect(errorsOf(format, "native-global", ["101.32.118.25"], "egress")).toEqual([]);
  });
});

it("mikrotik is menus, removals, additions and renamings of one list, IPv4 and IPv6 in their own menus", () => {
  for (const prefixes of Object.values(consumerLists).filter((list) => list.length > 0)) {
    const [script = ""] = render({ name: "webhook-china", prefixes }, "mikrotik").values();
    const list = "chat-ip-webhook-china";
    const section = (menu: string, address: string): string =>
      `${menu} firewall address-list\nremove \\[find list="${list}-new"\\]\n(add list="${list}-new" address=${address}\n)*remove \\[find list="${list}"\\]\nset \\[find list="${list}-new"\\] list="${list}"\n`;
    const ipv4 = section("/ip", "[0-9.]+(/[0-9]+)?");
    const ipv6 = section("/ipv6", "[0-9a-f:]+(/[0-9]+)?");
    expect(script).toMatch(new RegExp(`^(# .*\n)+${ipv4}${ipv6}$`));
  }
});

it("would notice a policy for the wrong direction", () => {
  expect(errorsOf("kubernetes", "native-global", ["101.32.118.25"], "ingress")).not.toEqual([]);
});
