// For Workers: the body of a request is JSON.
import { run } from "./runtime.mjs";

export default {
  async fetch(request) {
    return Response.json(await run(await request.json()));
  },
};
