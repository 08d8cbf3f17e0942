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

describe.each(["json", "terraform", "aws-waf", "kubernetes"] as const)(
  "%s is what its consumer's documents describe",
  (format) => {
    const lists = Object.entries(consumerLists).filter(
      ([title]) => format !== "aws-waf" || !title.includes("whole"),
    );

    it.each(lists)("for a list %s", (_, prefixes) => {
      expect(errorsOf(format, "webhook-china", prefixes, "ingress")).toEqual([]);
    });

    it("for a list that is called from here", () => {
      expect(errorsOf(format, "native-global", ["101.32.118.25"], "egress")).toEqual([]);
    });
  },
);

it("would tell a policy for the wrong direction apart", () => {
  expect(errorsOf("kubernetes", "native-global", ["101.32.118.25"], "ingress")).not.toEqual([]);
});
