// npm start [-- --no-browser --port N --data DIR]: all that it takes to run a portal on this machine.
import { runInstalled } from "./bootstrap.mjs";

await runInstalled("tools/start.ts");
