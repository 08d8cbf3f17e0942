import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: Schema;
}

/** What GitHub says about one operation. A schema is null if the body is described without one. */
export interface Operation {
  readonly documentationUrl: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody: { readonly required: boolean; readonly schema: Schema } | null;
  /** Status → media type → schema. */
  readonly responses: ReadonlyMap<number, ReadonlyMap<string, Schema>>;
}

/** GitHub's description of its REST API. */
export interface Description {
  operation(method: string, path: string): Operation | null;
  component(name: string): Schema;
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function child(value: unknown, key: string): Schema {
  const found = isSchema(value) ? value[key] : undefined;
  return isSchema(found) ? found : {};
}

/** Follows "#/components/parameters/owner" and the like, one step. */
function resolve(document: Schema, value: unknown): Schema {
  if (!isSchema(value)) return {};
  const reference = value.$ref;
  if (typeof reference !== "string") return value;
  const target = reference
    .slice(2)
    .split("/")
    .reduce<unknown>((at, key) => child(at, key), document);
  return isSchema(target) ? target : {};
}

function contentSchemas(value: Schema): Map<string, Schema> {
  return new Map(
    Object.entries(child(value, "content")).map(([type, media]) => [type, child(media, "schema")]),
  );
}

function readOperation(document: Schema, raw: Schema): Operation {
  const listed = Array.isArray(raw.parameters) ? raw.parameters : [];
  const parameters = listed.map((item): Parameter => {
    const parameter = resolve(document, item);
    const place = parameter.in === "path" || parameter.in === "query" ? parameter.in : "header";
    return {
      name: String(parameter.name),
      in: place,
      required: parameter.required === true,
      schema: child(parameter, "schema"),
    };
  });
  const body = resolve(document, raw.requestBody);
  const bodySchema = contentSchemas(body).get("application/json");
  const responses = Object.entries(child(raw, "responses")).map(
    ([status, response]): [number, Map<string, Schema>] => [
      Number(status),
      contentSchemas(resolve(document, response)),
    ],
  );
  return {
    documentationUrl: String(child(raw, "externalDocs").url),
    parameters,
    requestBody: bodySchema === undefined ? null : { required: body.required === true, schema: bodySchema },
    responses: new Map(responses),
  };
}

function createDescription(document: Schema): Description {
  const operations = new Map<string, Operation | null>();
  return {
    operation(method, path) {
      const key = `${method} ${path}`;
      const known = operations.get(key);
      if (known !== undefined) return known;
      const raw = child(child(child(document, "paths"), path), method.toLowerCase());
      const operation = Object.keys(raw).length === 0 ? null : readOperation(document, raw);
      operations.set(key, operation);
      return operation;
    },
    component: (name) => child(child(child(document, "components"), "schemas"), name),
  };
}

let loading: Promise<Description> | null = null;

/** Reads the description of api.github.com (13 MB, about a quarter of a second) once a process. */
export function loadDescription(): Promise<Description> {
  loading ??= (async () => {
    const file = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json");
    const document: unknown = JSON.parse(await readFile(file, "utf8"));
    return createDescription(isSchema(document) ? document : {});
  })();
  return loading;
}
