import type { FieldFacts, Fields, ShapeFacts } from "@chat-ip/commands";
import { shapeFields } from "@chat-ip/commands/shape-fields";

/** The facts about a shape. */
export function shapeOf(name: string): ShapeFacts {
  const shape = Object.hasOwn(shapeFields, name) ? shapeFields[name] : undefined;
  if (shape === undefined)
    throw new TypeError(`The data of @chat-ip/commands names a shape ${name} that it lacks.`);
  return shape;
}

/** The names that a tag may have, with the facts about the value beside it, such as `Tag_Profile_IM_Nick`. */
function tagsOf(type: string): Fields {
  const fields = type.split("|").map((name) => shapeOf(name.trim()).fields ?? {});
  return Object.assign({}, ...fields);
}

/** The facts about the value of a tag; `undefined` for a tag that isn't known, `null` for one of the app's own. */
export function tagValue(type: string, tag: string): FieldFacts | null | undefined {
  const tags = tagsOf(type);
  if (Object.hasOwn(tags, tag)) return tags[tag];
  const prefixes = Object.keys(tags).map((name) => name.replace(/IM_.*$/, "Custom_"));
  return prefixes.some((prefix) => tag.startsWith(prefix) && tag.length > prefix.length) ? null : undefined;
}
