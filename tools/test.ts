import { spawnSync } from "node:child_process";
import { installBrowsers } from "./browsers/install.ts";
import { isBuildCurrent } from "./build/stamp.ts";
import { runBuild } from "./portal.ts";
import { quiet } from "./quiet.ts";

const filters = process.argv.slice(2);
installBrowsers();
if (!(await isBuildCurrent())) runBuild();

// One run, so that one line counts everything; the end-to-end files come last in it, some at a time (vitest.config.ts).
const { status } = spawnSync("vitest", ["run", ...filters], {
  stdio: "inherit",
  // WebCrypto's newer algorithms are in use on purpose.
  env: { ...process.env, ...quiet, NODE_OPTIONS: "--disable-warning=ExperimentalWarning" },
});
process.exit(status ?? 1);
