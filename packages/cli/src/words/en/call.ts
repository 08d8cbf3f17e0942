import type { Message } from "../../errors.ts";

/** What `call` and `webhook` say. */
export const callWords = {
  badField: (field: string, why: string): Message => ({
    what: `--field ${field}: ${why}`,
    remedy: "Write name=value; a.b=value for a field inside another, a[]=value to add to a list.",
  }),
  noNameAndValue: "there is no name=value.",
  badName: "a name is empty or not allowed.",
  onlyLastAdds: "only the last name can end in [].",
  noList: (name: string): string => `${name} is no list.`,
  holdsValue: (name: string): string => `${name} holds a value already.`,
  inputNotJson: (file: string, why: string): Message => ({
    what: `--input ${file} is not valid JSON.`,
    why,
    remedy: "Correct it and try again.",
  }),
  inputNoObject: (file: string): Message => ({
    what: `--input ${file} must hold a JSON object.`,
    remedy: 'Write {"field": …}.',
  }),
  notACommand: (command: string): Message => ({
    what: `\`${command}\` is not a command of the API.`,
    remedy:
      "Write service/command as in the vendor's documents, such as openim/sendmsg. See `chat-ip call --list`.",
  }),
  noneFound: (word: string): Message => ({
    what: `No command has \`${word}\` in its name or purpose.`,
    remedy: "See them all with `chat-ip call --list`. Webhooks (callbacks) are in `chat-ip webhook list`.",
  }),
  noPages: (command: string): Message => ({
    what: `${command} doesn't answer page by page.`,
    remedy: "Leave --paginate out.",
  }),
  pagesRead: (count: number): string => `${count} page${count === 1 ? "" : "s"}.`,
  calling: (command: string): string => `calling ${command} …`,
  perSecond: (count: number): string => `${count} calls a second`,
  perCall: (most: string): string => `per call: ${most}`,
  required: "required",
  unknownCommand: (command: string, near: string | null): Message => ({
    what: `${command} is not a command that this version knows. It is sent all the same.`,
    remedy: near === null ? "See `chat-ip call --list`." : `Did you mean \`${near}\`?`,
  }),
  unknownField: (command: string, field: string, near: string | null): Message => ({
    what: `${command} has no field \`${field}\` that this version knows.`,
    remedy: near === null ? "See --describe." : `Did you mean \`${near}\`?`,
  }),
  inQuery: (name: string): string => `${name} (query)`,
  lacks: (command: string, fields: readonly string[]): Message => ({
    what: `${command} needs ${fields.join(", ")}.`,
    remedy: "See --describe.",
  }),
  needsOneOf: (command: string, fields: readonly string[]): Message => ({
    what: `${command} needs one of ${fields.join(", ")}.`,
    remedy: "See --describe.",
  }),

  noTarget: {
    what: "--to must be the address of your server.",
    remedy: "Such as --to http://127.0.0.1:3000/chat.",
  },
  targetWithPassword: {
    what: "--to must not hold a user name or password.",
    remedy: "Chat sends none. Leave them out, and let the server check the signature instead.",
  },
  unknownAction: (action: string, remedy: string): Message => ({
    what: `\`webhook ${action}\` is unknown.`,
    remedy,
  }),
  unknownEvent: (event: string, near: string | null): Message => ({
    what: `Unknown event \`${event}\`.`,
    remedy: near === null ? "See `chat-ip webhook list`." : `Did you mean \`${near}\`?`,
  }),
  serverSilent: (host: string, why: string): Message => ({
    what: `${host} gave no answer.`,
    why,
    remedy: "Check that it runs, and the address of --to.",
  }),
  wrongStatus: (status: number): Message => ({
    what: `It answered with HTTP status ${status}; the vendor wants 200.`,
    remedy: "Answer 200 whatever you decide: ErrorCode in the body says it.",
  }),
  noErrorCode: {
    what: "Its answer is not JSON with an ErrorCode.",
    remedy: 'Answer {"ActionStatus":"OK","ErrorCode":0}.',
  },
  tooSlow: (ms: number): Message => ({
    what: `It took ${ms} ms; the vendor waits 2000.`,
    remedy: "Answer first, and do the work afterwards.",
  }),
  allowed: (ms: number): string => `Allowed in ${ms} ms.`,
  refusedWith: (code: number, ms: number): string => `Refused with ErrorCode ${code} in ${ms} ms.`,
};
