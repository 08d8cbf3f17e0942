/** The version of the package; the build fills it in. */
export const version: string = process.env.CHAT_IP_CLI_VERSION ?? "0.0.0";
