import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { until } from "./until.ts";

/** npm scripts that serve a portal until they are ended, as an operator types them. */

const started: ChildProcess[] = [];

export interface RunningScript {
  readonly pid: number;
  /** Everything it printed so far. */
  readonly lines: readonly string[];
  /** The first line that begins so, as soon as there is one. */
  line(beginning: string): Promise<string>;
  readonly ended: Promise<number>;
}

/** Without a browser, in a process group of its own. */
export function startScript(patienceMs: number, script: readonly string[], ...args: string[]): RunningScript {
  const child = spawn("npm", [...script, "--", "--no-browser", ...args], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, npm_config_update_notifier: "false" },
  });
  started.push(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on("line", (line) => lines.push(line));
  return {
    pid: child.pid ?? 0,
    lines,
    line: (beginning) =>
      until(
        () => `"${beginning}" in:\n${lines.join("\n")}\n`,
        async () => lines.find((line) => line.startsWith(beginning)),
        patienceMs,
      ),
    ended: new Promise((done) => child.once("exit", (code) => done(code ?? 0))),
  };
}

/** Ends what a test has left running. */
export async function endScripts(): Promise<void> {
  for (const child of started.splice(0)) {
    const group = -(child.pid ?? 0);
    signal(group, "SIGTERM");
    await until("its end", async () => !signal(group, 0));
  }
}

/** Whether there was such a process, or group of them with a minus. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

export const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/api/health`).then(
    () => true,
    () => false,
  );
