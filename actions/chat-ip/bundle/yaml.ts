// Becomes dist/yaml.js, which is loaded where the input `apps` is set.
export { parseDocument } from "yaml";
