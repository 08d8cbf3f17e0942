// Gives every property in the tests the seed of a fuzz round. Without the variable, fast-check draws one itself.
import fc from "fast-check";

const seed = Number(process.env.CHAT_IP_FUZZ_SEED);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
