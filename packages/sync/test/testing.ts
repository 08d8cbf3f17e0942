// For the tests of packages that stand behind a port of `sync`.
export { describeForge, type ForgeWorld } from "./forge-contract.ts";
