import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";

/** One import as written: `target` is a path inside the tree when it names a file, a package name when it does not. */
export interface Import {
  readonly from: string;
  readonly target: string;
  readonly isPackage: boolean;
  /** `import type`: gone after the build, so it links nothing. */
  readonly isTypeOnly: boolean;
}

/** Path to source text: what the checks read, so that a test can hand them a tree of its own. */
export type Tree = ReadonlyMap<string, string>;

/** All TypeScript files that are in the repository or about to be. */
export function readTree(): Tree {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts", "*.tsx", "*.mjs"], {
    encoding: "utf8",
  });
  const paths = listed.split("\n").filter((path) => path !== "" && existsSync(path));
  return new Map(paths.map((path) => [path, readFileSync(path, "utf8")]));
}

const STATEMENT =
  /^\s*(?:import|export)\s+(?<type>type\s)?[^"';()]*?\bfrom\s*["'](?<source>[^"']+)["']|^\s*import\s*["'](?<bare>[^"']+)["']|\bimport\(\s*["'](?<lazy>[^"']+)["']\s*\)/gm;

/** Every import, re-export and lazy import of one file. */
export function importsOf(path: string, source: string): Import[] {
  return [...source.matchAll(STATEMENT)].map(({ groups = {} }) => {
    const name = groups.source ?? groups.bare ?? groups.lazy ?? "";
    const isPackage = !name.startsWith(".");
    return {
      from: path,
      target: isPackage ? packageName(name) : posix.join(posix.dirname(path), name),
      isPackage,
      isTypeOnly: groups.type !== undefined,
    };
  });
}

function packageName(specifier: string): string {
  if (/^(node|cloudflare):/.test(specifier)) return specifier;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** All files and packages that `entries` link, lazily or not; type imports link nothing. */
export function linkedFrom(tree: Tree, entries: readonly string[]): Set<string> {
  const linked = new Set<string>();
  const waiting = [...entries];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (linked.has(next)) continue;
    linked.add(next);
    const imports = importsOf(next, tree.get(next) ?? "");
    waiting.push(...imports.filter((each) => !each.isTypeOnly).map((each) => each.target));
  }
  return linked;
}

/** Rings of imports, each as its files in order; empty when there is none. */
export function cyclesIn(tree: Tree): string[][] {
  const cycles: string[][] = [];
  const isDone = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path]);
    if (isDone.has(path) || trail.includes(path)) return;
    for (const each of importsOf(path, tree.get(path) ?? "")) {
      if (!each.isPackage && !each.isTypeOnly) visit(each.target, [...trail, path]);
    }
    isDone.add(path);
  };
  for (const path of tree.keys()) visit(path, []);
  return cycles;
}
