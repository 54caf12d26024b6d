// npm run build: the extension for both browsers and the Worker, into dist.
import { runInstalled } from "./bootstrap.mjs";

await runInstalled("tools/build.ts");
