import { appFields } from "../src/settings/config-file.ts";
import { type Setting, settingOf, settings } from "../src/settings/settings.ts";

/** The JSON schema of `chat-ip.config.json`, made from the table of settings. */
export function configSchema(): object {
  const properties = Object.fromEntries(settings.map((setting) => [setting.name, fieldSchema(setting)]));
  const appProperties = Object.fromEntries(
    appFields.flatMap((name) => {
      const setting = settingOf(name);
      return setting === undefined ? [] : [[name, fieldSchema(setting)]];
    }),
  );
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Settings of the command line chat-ip",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      ...properties,
      apps: {
        type: "array",
        minItems: 1,
        description: "Several apps, each with fields of its own. Names must differ.",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["name"],
          properties: {
            name: {
              type: "string",
              pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
              description: "Names the app's folder: <path>/<name> by default.",
            },
            ...appProperties,
          },
        },
      },
    },
  };
}

function fieldSchema({ kind, description, values, maximum }: Setting): object {
  switch (kind) {
    case "whole-number":
      return { type: "integer", minimum: 0, maximum, description };
    case "number":
      return { type: "number", minimum: 0, maximum, description };
    case "boolean":
      return { type: "boolean", description };
    case "choice":
      return { enum: values, description };
    case "names":
      return {
        type: "array",
        minItems: 1,
        items: values ? { enum: values } : { type: "string" },
        description,
      };
    case "text":
      return { type: "string", minLength: 1, description };
  }
}
