// Gives every property test the seed of a fuzz round, unless it sets its own. Loaded only if CHAT_IP_FUZZ_SEED is set.
import fc from "fast-check";

const seed = Number(process.env.CHAT_IP_FUZZ_SEED);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
