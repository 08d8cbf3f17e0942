import { unprocessable } from "./api-refusal.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrongType(name: string, value: unknown, wanted: string): Error {
  const shown = value === null ? "nil" : JSON.stringify(value);
  return unprocessable(`Invalid request.\n\nFor 'properties/${name}', ${shown} is not ${wanted}.`);
}

/** @throws {ApiRefusal} 422 if it is missing or not a string */
export function requiredString(body: JsonObject, name: string): string {
  if (body[name] === undefined) throw unprocessable(`Invalid request.\n\n"${name}" wasn't supplied.`);
  return optionalString(body, name) ?? "";
}

/** @throws {ApiRefusal} 422 if it is present and not a string */
export function optionalString(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw wrongType(name, value, "a string");
  return value;
}

/** @throws {ApiRefusal} 422 if it is present and not a boolean */
export function optionalBoolean(body: JsonObject, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value !== "boolean") throw wrongType(name, value, "a boolean");
  return value;
}

/** @throws {ApiRefusal} 422 if it is present and not an object */
export function optionalObject(body: JsonObject, name: string): JsonObject | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) throw wrongType(name, value, "an object");
  return value;
}

/** A list of strings; empty if it is missing. @throws {ApiRefusal} 422 if it is anything else */
export function stringList(body: JsonObject, name: string): string[] {
  const value = body[name];
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrongType(name, value, "an array");
  return value.map((item) => {
    if (typeof item !== "string") throw wrongType(name, item, "a string");
    return item;
  });
}

/** A list of objects. @throws {ApiRefusal} 422 if it is missing or anything else */
export function objectList(body: JsonObject, name: string): JsonObject[] {
  const value = body[name];
  if (value === undefined) throw unprocessable(`Invalid request.\n\n"${name}" wasn't supplied.`);
  if (!Array.isArray(value)) throw wrongType(name, value, "an array");
  return value.map((item) => {
    if (!isJsonObject(item)) throw wrongType(name, item, "an object");
    return item;
  });
}
