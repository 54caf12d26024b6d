import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

const GRACE_MS = 5_000;
const PARENT_CHECK_MS = 500;

/** A child with all of its own children, stopped as one. */
export interface ProcessTree {
  readonly process: ChildProcess;
  /** What it printed so far; nothing unless it was kept. */
  said(): string;
  /** Asks it to end, and ends it when it does not within seconds. Settles when all of it is gone. */
  stop(): Promise<void>;
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Throws away what it prints; otherwise that goes to our standard error. */
  readonly isSilent?: boolean;
  /** Keeps what it prints, for a message when it fails. */
  readonly isKept?: boolean;
}

/** Starts a command in a process group of its own. */
export function startTree({ command, args, env = {}, isSilent, isKept }: Command): ProcessTree {
  const output = isKept ? "pipe" : isSilent ? "ignore" : process.stderr;
  const child = spawn(command, args, {
    detached: process.platform !== "win32",
    stdio: ["ignore", output, output],
    env: { ...process.env, ...env },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  return { process: child, said: () => said, stop: () => stopTree(child) };
}

async function stopTree(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  signalGroup(child.pid, "SIGTERM");
  const deadline = Date.now() + GRACE_MS;
  while (isGroupAlive(child.pid) && Date.now() < deadline) await new Promise((done) => setTimeout(done, 50));
  signalGroup(child.pid, "SIGKILL");
}

function signalGroup(pid: number, signal: "SIGTERM" | "SIGKILL" | 0): boolean {
  try {
    if (process.platform === "win32" && signal !== 0)
      spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"]);
    else process.kill(process.platform === "win32" ? pid : -pid, signal);
    return true;
  } catch {
    return false; // nobody is left in it
  }
}

const isGroupAlive = (pid: number): boolean => signalGroup(pid, 0);

/**
 * Settles when this process is to end: a signal, or the parent is gone. npm runs scripts under a shell, which
 * ends at a signal without handing it on: the child would live on alone.
 */
export async function endOfUse(): Promise<void> {
  const parent = process.ppid;
  const end = new AbortController();
  const timer = setInterval(() => {
    if (process.ppid !== parent) end.abort();
  }, PARENT_CHECK_MS);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end.abort());
  if (!end.signal.aborted) await once(end.signal, "abort");
  clearInterval(timer);
}
