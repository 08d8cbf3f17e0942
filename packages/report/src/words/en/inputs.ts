import { quantitiesOf } from "../../text/quantities.ts";
import { type InputPlace, type InputWords, quoted, type TextFault } from "../input-problem.ts";

function at(place: InputPlace): string {
  if ("input" in place) {
    return `\`${place.input}\`${place.value === undefined ? "" : ` ${quoted(place.value)}`}`;
  }
  if ("app" in place) {
    const field = place.field === undefined ? "" : ` \`${place.field}\``;
    return `\`apps\`, app \`${place.app}\`:${field}${place.value === undefined ? "" : ` ${quoted(place.value)}`}`;
  }
  if ("entry" in place) return `\`apps\`, entry ${place.entry}:`;
  const owner = place.owner === undefined ? "" : ` (app \`${place.owner}\`)`;
  return `\`${place.secrets}\` line ${place.line}${owner}`;
}

const faults: Readonly<Record<Extract<TextFault, string>, string>> = {
  empty: "is empty",
  invisible: "contains control or invisible characters",
  "not-unicode": "is not valid Unicode",
  "ref-too-long": "is longer than GitHub allows (244 bytes)",
  "full-ref": "must be a branch name, without `refs/heads/`",
  "reserved-by-git": "is reserved by git",
  "leading-hyphen": "begins with `-`",
  "looks-like-a-commit": "looks like a commit",
  "forbidden-character": "contains a character that git doesn't allow (space ~ ^ : ? * [ \\)",
  "forbidden-sequence": "contains `..` or `@{`, which git doesn't allow",
  "trailing-dot": "ends with a dot",
  "stray-slash": "begins or ends with `/`, or contains `//`",
  "part-leading-dot": "has a part that begins with a dot",
  "part-lock": "has a part that ends with `.lock`",
  "not-relative": "must be relative to the repository",
  backslash: "must use `/`, not `\\`",
  "path-too-long": "is longer than 1000 bytes",
  "empty-part": "contains an empty part (`//`)",
  "leaves-repository": "leaves the repository (`..`)",
  "dot-part": "contains a part `.`",
  "git-part": "contains a part that is reserved by git (`.git`, `.gitmodules`, `.gitattributes`)",
  "part-too-long": "has a part longer than 255 bytes",
  "not-a-login": "is not a valid GitHub login",
  "team-with-organisation": "must be the team's slug only, without the organisation",
  "not-a-team": "is not a valid team slug",
  "reserved-trailer": "contains a line that begins with `Chat-IP-`, which is reserved for this Action",
};

const faultText = (fault: TextFault): string =>
  typeof fault === "string"
    ? faults[fault]
    : `is longer than ${quantitiesOf("en").number(fault.longerThan)} characters`;

const nearest = (suggestion: string | null): string =>
  suggestion === null ? "" : ` Did you mean \`${suggestion}\`?`;
const names = (all: readonly string[]): string => all.map((name) => `\`${name}\``).join(", ");
const copyIt = "Copy it from the message about the list that was held back.";
const noSecretsForForks = "Workflows from forks don't receive secrets";

/** Everything that can be wrong with the inputs, in English. */
export const englishInputs: InputWords = {
  "both-set": ({ place, names: [one, other] }) =>
    `${place === undefined ? "" : `${at(place)} `}\`${one}\` and \`${other}\` are both set. Set only one of them.`,
  "secret-key-empty": () =>
    `\`secret-key\` is empty. Check that the secret exists and is spelled correctly. ${noSecretsForForks}. (You can set \`user-sig\` instead).`,
  "sdk-app-id-empty": () =>
    "`sdk-app-id` is empty. If you use `vars.CHAT_SDK_APP_ID`, create it under Settings → Secrets and variables → Actions → Variables (not Secrets).",
  "token-empty": () => "`token` is empty. Leave the input out to use the workflow's own token.",
  "token-odd": () => "`token` contains characters that no token has.",
  "apps-aliases": () => "`apps` repeats parts of itself too often. Write fewer YAML aliases (`*name`).",
  "no-server": ({ place, regions }) => {
    const start = place === undefined ? "Set either" : `${at(place)} set either`;
    const set = `${start} \`region\` or \`endpoint\`.`;
    return regions === undefined ? set : `${set} The regions are: ${regions.join(", ")}.`;
  },
  "foreign-endpoint": ({ place }) =>
    `${at(place)} is not one of the vendor's hosts. Whoever runs that host receives a UserSig of your app. If you trust it, set \`allow-endpoint: true\`.`,
  "unknown-name": ({ place, value, known, suggestion }) =>
    `${at(place)}: ${quoted(value)} is not one of ${known.join(", ")}.${nearest(suggestion)}`,
  "unknown-region": ({ place, value, known, suggestion }) =>
    `${at(place)} ${quoted(value)} is not one of ${known.join(", ")}.${nearest(suggestion)} For another region, set \`endpoint\`.`,
  "refused-by-core": ({ place, says }) => `${at(place)} ${says}.`,
  "secrets-without-apps": ({ input }) =>
    `\`${input}\` is set without \`apps\`. Describe your apps in \`apps\`, or set \`secret-key\`.`,
  "apps-and-one": ({ inputs }) =>
    `\`apps\` is set, and so is ${names(inputs)}. Move that into \`apps\` (keys into \`secret-keys\`), or leave \`apps\` out.`,
  "not-a-switch": ({ place, value }) => `${at(place)} must be \`true\` or \`false\`, not ${quoted(value)}.`,
  "not-a-number": ({ place, value, whole, minimum, maximum, quoted: isQuoted }) =>
    `${at(place)} must be a ${whole ? "whole " : ""}number from ${minimum} to ${maximum}, not ${quoted(value)}.${isQuoted ? " Write it without quotes." : ""}`,
  "not-one-of": ({ place, value, allowed }) =>
    allowed.length === 2
      ? `${at(place)} must be \`${allowed[0]}\` or \`${allowed[1]}\`, not ${quoted(value)}.`
      : `${at(place)} must be one of ${names(allowed)}, not ${quoted(value)}.`,
  "not-a-text": ({ place }) => `${at(place)} must be text, and not empty.`,
  "not-a-list": ({ place, example }) =>
    `${at(place)} must be a list with at least one name, such as [${example}].`,
  "no-name": ({ input, value }) => `\`${input}\` contains no name, only ${quoted(value)}.`,
  unfit: ({ place, fault }) => `${at(place)} ${faultText(fault)}.`,
  "branch-is-the-base": ({ branch }) =>
    `\`branch\` ${quoted(branch)} is also the base. Give the pull request its own branch.`,
  "allowed-app": ({ value, suggestion }) =>
    `\`allow-suspicious\`: ${quoted(value)} does not begin with an app of \`apps\`: write \`app/list@digest\`.${nearest(suggestion)} ${copyIt}`,
  "allowed-form": ({ value, form, suggestion }) =>
    `\`allow-suspicious\`: ${quoted(value)} is not \`${form}\`.${nearest(suggestion)} ${copyIt}`,
  "allowed-digest": ({ value, named }) =>
    `\`allow-suspicious\`: ${quoted(value)} lacks the answer's digest. Write \`${named}@digest\` as the message about the list prints it: it lets through that answer only.`,
  "apps-too-long": ({ most }) => `\`apps\` is longer than ${quantitiesOf("en").number(most)} characters.`,
  "apps-unreadable": ({ at: where, fault }) => {
    const place = where === null ? "" : ` in line ${where.line}, column ${where.column}`;
    return `\`apps\` is not valid YAML or JSON${place} (${fault.toLowerCase().replaceAll("_", " ")}).`;
  },
  "apps-not-a-list": ({ most, found }) =>
    `\`apps\` must be a list of 1 to ${most} apps, but is ${found === null ? "something else" : quantitiesOf("en").counted(found, "entry", "entries")}. Begin each app with \`- name: …\`.`,
  "app-not-an-object": ({ place }) =>
    `${at(place)} must be an object with \`name\`, \`sdk-app-id\` and \`region\`.`,
  "app-name": ({ place }) =>
    `${at(place)} needs a \`name\` of 1 to 63 lower-case letters, digits and inner hyphens, such as \`shop\`.`,
  "app-name-twice": ({ place }) => `${at(place)} the name is used twice. Give each app its own name.`,
  "app-without-id": ({ place }) => `${at(place)} \`sdk-app-id\` is missing.`,
  "app-secret": ({ place, field }) =>
    `${at(place)} \`${field}\` doesn't belong here. Put the key into the input \`secret-keys\`, as a line \`name=key\`.`,
  "app-field": ({ place, field, known, suggestion }) =>
    `${at(place)} ${quoted(field)} is not a field.${suggestion === null ? ` The fields are: ${known.join(", ")}.` : nearest(suggestion)}`,
  "secret-lines": ({ input, lines }) =>
    `\`${input}\`: ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")} must be \`name=key\`, with the name of an app.`,
  "secret-swapped": ({ place }) => `${at(place)} must be \`name=key\`; name and key are the wrong way round.`,
  "secret-of-nobody": ({ place, app, suggestion }) =>
    `${at(place)}: there is no app \`${app}\` in \`apps\`.${nearest(suggestion)}`,
  "secret-twice": ({ place, app }) =>
    `${at(place)}: the app \`${app}\` has a key or UserSig already. Set one.`,
  "secrets-missing": ({ apps, more }) =>
    `\`secret-keys\` has no line for ${names(apps)}${more > 0 ? ` and ${quantitiesOf("en").number(more)} more` : ""}. Add a line \`name=key\` for each app to the secret. ${noSecretsForForks}.`,
  "shared-folder": ({ apps: [one, other], path }) =>
    `\`apps\`: \`${one}\` and \`${other}\` share the folder ${quoted(path)}. Give each app its own \`path\`.`,
  "not-a-url": ({ variable }) =>
    `${variable} is not a valid http(s) URL. The runner sets it: run the Action on a runner, or set it.`,
  "no-repository": () =>
    "GITHUB_REPOSITORY must be owner/name. The runner sets it: run the Action on a runner, or set it.",
  proxy: ({ says }) => `${says}.`,
  "no-proxy": ({ says }) => says,
  "short-key": ({ app, length }) =>
    `${app === null ? "`secret-key`" : `\`secret-keys\`: the key of \`${app}\``} has only ${quantitiesOf("en").counted(length, "character", "characters")}, and the console's keys have 64. Check that you copied all of it.`,
};
