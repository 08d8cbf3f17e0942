// A server with one answer, in a process of its own so that its work isn't counted. Sends its port to the process that forked it.
// Not the emulator, which keeps the API's limit of 200 calls a second.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const [awayMs = "0"] = process.argv.slice(2);
const answer = '{"ActionStatus":"OK","ErrorCode":0,"IPList":["203.0.113.0/24"]}';
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    if (awayMs === "0") response.end(answer);
    else setTimeout(() => response.end(answer), Number(awayMs));
  });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
