import { type Message, usageError } from "../errors.ts";
import { oneLine } from "../one-line.ts";
import { suggestion } from "../suggestion.ts";
import { words } from "../words/words.ts";
import type { AppConfig } from "./config-file.ts";
import { createSettingReader, type SettingReader, type SettingSources } from "./setting-reader.ts";

/**
 * A reader for each app that a command works on: the one that `--app` names, or all of the config file; one reader
 * without a name where the file names no apps. They share their problems, so `finish` of any reports all.
 *
 * @throws {CliError} when `--app` names an app that there isn't
 */
export function readersOfApps(sources: SettingSources): readonly [SettingReader, ...SettingReader[]] {
  const problems: Message[] = [];
  const apps = selectedApps(sources);
  const [first, ...rest] = apps.map((app) => createSettingReader(sources, app, problems));
  return [first ?? createSettingReader(sources, null, problems), ...rest];
}

/**
 * The reader for a command that works on one app.
 *
 * @throws {CliError} when the config file names several and `--app` none
 */
export function readerOfOneApp(sources: SettingSources): SettingReader {
  const [reader, ...others] = readersOfApps(sources);
  if (others.length > 0) {
    const names = (sources.config?.apps ?? []).map(({ name }) => name);
    throw usageError(words().settings.severalApps(sources.config?.file ?? "", names.length, names));
  }
  return reader;
}

function selectedApps({ flags, config }: SettingSources): readonly AppConfig[] {
  const apps = config?.apps ?? [];
  const { app: wanted } = flags;
  if (typeof wanted !== "string") return apps;
  const found = apps.filter(({ name }) => name === wanted);
  if (found.length > 0) return found;
  const names = apps.map(({ name }) => name);
  const hint = names.length === 0 ? null : suggestion(wanted, names);
  throw usageError(words().settings.noSuchApp(oneLine(wanted, 64), hint));
}
