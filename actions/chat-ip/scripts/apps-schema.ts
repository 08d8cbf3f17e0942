import { type AppField, appFields, appNamePattern, mostApps } from "../src/inputs/apps/app-fields.ts";

/** The JSON schema of the input `apps`, made from the table of fields. */
export function appsSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Input `apps` of chat-ip-action",
    description: "The apps of one run. Names must differ, and so must folders.",
    type: "array",
    minItems: 1,
    maxItems: mostApps,
    items: {
      type: "object",
      additionalProperties: false,
      required: ["name", "sdk-app-id"],
      oneOf: [{ required: ["region"] }, { required: ["endpoint"] }],
      properties: {
        name: {
          type: "string",
          pattern: appNamePattern,
          description: "Names the app's folder, its lists in reports, and its line in `secret-keys`.",
        },
        ...Object.fromEntries(appFields.map((field) => [field.name, fieldSchema(field)])),
      },
    },
  };
}

function fieldSchema({ kind, description, values, minimum = 0, maximum }: AppField): object {
  switch (kind) {
    case "whole-number":
      return { type: "integer", minimum, maximum, description };
    case "number":
      return { type: "number", minimum, maximum, description };
    case "boolean":
      return { type: "boolean", description };
    case "choice":
      return { enum: values, description };
    case "names":
      return { type: "array", minItems: 1, items: { enum: values }, description };
    case "text":
      return { type: "string", minLength: 1, description };
  }
}
