/** `Group Related / Live Group Management` → `group-related-live-group-management`. */
export function fileName(section: string): string {
  return section
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

/** `Group.CallbackBeforeSendMsg` → `GroupBeforeSendMsg`, the start of the names of that webhook's types. */
export function webhookTypeName(command: string): string {
  const [family = "", name = ""] = command.split(".");
  return family + name.replace(/^Callback/, "");
}

/** `sendMessage` → `SendMessage`. */
export function typeName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
