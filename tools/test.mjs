// npm test: everything, on a machine that has Node 20 and npm. The last line is `N passed, N failed, N skipped`.
import { runInstalled } from "./bootstrap.mjs";

await runInstalled("tools/test.ts");
