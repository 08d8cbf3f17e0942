import { type FormatWriter, writtenOut } from "./format-writer.ts";
import { prettyJson } from "./pretty-json.ts";

/**
 * Values for the variables `chat_ip_LIST_ipv4` and `chat_ip_LIST_ipv6`, both `list(string)`; Terraform reads the file by itself in the
 * folder of the root module. In CIDR notation throughout, which is what most providers' arguments want.
 * @see https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */
export const terraform: FormatWriter = {
  extensions: [".auto.tfvars.json"],
  write({ identifier, ipv4, ipv6 }) {
    const values = {
      [`chat_ip_${identifier}_ipv4`]: writtenOut(ipv4),
      [`chat_ip_${identifier}_ipv6`]: writtenOut(ipv6),
    };
    return [prettyJson(values)];
  },
};
