// npm run demo [-- --no-browser --port N --data DIR --fixed]: a portal with people, rooms and documents to look at.
import { runInstalled } from "./bootstrap.mjs";

await runInstalled("tools/demo.ts");
