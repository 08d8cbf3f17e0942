import { Ajv, type ValidateFunction } from "ajv";
import { type Description, isSchema, type Schema } from "./description.ts";

/** Returns in ajv's words what is wrong with a value, or null. */
export type Check = (value: unknown, name: string) => string | null;

/** Whether objects can have properties that aren't in their schema: answers can, requests can't. */
export type Strictness = "open" | "closed";

const componentReference = "#/components/schemas/";

const formats = {
  uri: (text: string): boolean => /^[\x21-\x7e]+$/.test(text) && URL.canParse(text),
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
};

/** Turns schemas of OpenAPI 3.0 into checks. Each schema is compiled when it is first used. */
export class SchemaChecker {
  readonly #description: Description;
  readonly #ajv = new Ajv({
    formats,
    strict: false, // OpenAPI has keywords of its own
    logger: false,
    // Together these take three quarters off the time to compile: components are compiled once, and as they come.
    inlineRefs: false,
    code: { optimize: false },
    meta: false,
    validateSchema: false,
  });
  readonly #compiled = new Map<Schema, ValidateFunction>();

  constructor(description: Description) {
    this.#description = description;
  }

  check(schema: Schema, strictness: Strictness): Check {
    return (value, name) => {
      const validate = this.#compile(schema, strictness);
      return validate(value) ? null : this.#ajv.errorsText(validate.errors, { dataVar: name });
    };
  }

  #compile(schema: Schema, strictness: Strictness): ValidateFunction {
    const known = this.#compiled.get(schema);
    if (known !== undefined) return known;
    const compiled = this.#ajv.compile(this.#convert(schema, strictness));
    this.#compiled.set(schema, compiled);
    return compiled;
  }

  /** Gives a part of the description the form of JSON Schema, and registers the components that it refers to. */
  #convert(value: Schema, strictness: Strictness): Schema {
    const { nullable, ...rest } = value;
    const converted = Object.entries(rest).map(([key, inner]): [string, unknown] => {
      if (key === "$ref" && typeof inner === "string") return [key, this.#register(inner, strictness)];
      // Examples are data and `properties` may be named like keywords, so neither is looked into as a schema.
      if (key === "properties" && isSchema(inner)) return [key, this.#convertEach(inner, strictness)];
      if (key === "items" || key === "not" || key === "additionalProperties") {
        return [key, isSchema(inner) ? this.#convert(inner, strictness) : inner];
      }
      if ((key === "allOf" || key === "anyOf" || key === "oneOf") && Array.isArray(inner)) {
        const inside = key === "allOf" ? "open" : strictness;
        return [key, inner.map((one) => (isSchema(one) ? this.#convert(one, inside) : one))];
      }
      return [key, inner];
    });
    const plain: Record<string, unknown> = Object.fromEntries(converted);
    if (strictness === "closed" && isSchema(plain.properties) && plain.additionalProperties === undefined)
      plain.additionalProperties = false;
    // Ajv knows `nullable` only beside a `type`, and then not with an `enum`.
    return nullable === true ? { anyOf: [{ type: "null" }, plain] } : plain;
  }

  #convertEach(properties: Schema, strictness: Strictness): Schema {
    return Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [
        name,
        isSchema(schema) ? this.#convert(schema, strictness) : schema,
      ]),
    );
  }

  #register(reference: string, strictness: Strictness): string {
    if (!reference.startsWith(componentReference)) throw new Error(`unexpected reference ${reference}`);
    const name = reference.slice(componentReference.length);
    const key = `${strictness}-${name}`;
    if (!this.#registered.has(key)) {
      this.#registered.add(key); // first, since components refer to themselves
      this.#ajv.addSchema(this.#convert(this.#description.component(name), strictness), key);
    }
    return key;
  }

  readonly #registered = new Set<string>();
}
