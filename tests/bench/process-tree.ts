import { readdirSync, readFileSync } from "node:fs";

const PAGE_SIZE_BYTES = 4096;

/** A process with all that it started, and all that those started. Linux only. */
export function processTree(root: number): number[] {
  const children = Map.groupBy(allProcesses(), (pid) => parentOf(pid));
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Memory of a whole process tree that is in RAM; what processes share counts for each of them. */
export const residentBytes = (root: number): number =>
  processTree(root).reduce((sum, pid) => sum + residentBytesOf(pid), 0);

const allProcesses = (): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** Empty when the process has ended in the meantime. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** The command stands in brackets and may hold anything, brackets and spaces too. */
function parentOf(pid: number): number {
  const stat = readProc(pid, "stat");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

const residentBytesOf = (pid: number): number =>
  Number(readProc(pid, "statm").split(" ")[1] ?? 0) * PAGE_SIZE_BYTES;
