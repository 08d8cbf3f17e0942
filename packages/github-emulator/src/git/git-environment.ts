const ownVariables = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  // refs.ts reads the files of this format; git 3 will default to another one.
  GIT_DEFAULT_REF_FORMAT: "files",
  LC_ALL: "C",
};

/** The caller's environment without any GIT_ variable, so that a git hook can run the tests too. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  return { ...Object.fromEntries(inherited), ...ownVariables };
}
