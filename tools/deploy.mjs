// npm run deploy: the Worker with its database, to Cloudflare.
import { runInstalled } from "./bootstrap.mjs";

await runInstalled("tools/deploy.ts");
