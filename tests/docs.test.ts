import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const ROOT_FOLDERS = ["extension", "worker", "shared", "tests", "tools", "docs", ".ci"];
const pages = [
  ...["README.md", "ARCHITECTURE.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md"].filter((page) =>
    existsSync(page),
  ),
  ...globSync("docs/**/*.md"),
];

/** The words in backticks that look like a path of this tree, `{a,b}` and `*` spelled out by the file system. */
function pathsNamedIn(text: string): string[] {
  const words = [...text.matchAll(/`([^`\n]+)`/g)].map(([, word]) => word ?? "");
  return words.filter((word) => /^[\w.-]+(?:\/[\w.{},*-]+)*\/?$/.test(word) && isOfThisTree(word));
}

function isOfThisTree(word: string): boolean {
  const [first = "", ...rest] = word.split("/");
  return rest.length > 0
    ? ROOT_FOLDERS.includes(first)
    : /^[\w-]+\.(?:md|toml|json|config\.ts)$/.test(word) && !/^manifest\.json$/.test(word);
}

const isThere = (path: string): boolean => existsSync(path) || globSync(path).length > 0;

describe("documentation", () => {
  it.each(pages)("%s names only paths that exist", (page) =>
    expect(pathsNamedIn(readFileSync(page, "utf8")).filter((path) => !isThere(path))).toEqual([]),
  );

  it("sees a path that is not there", () => {
    expect(pathsNamedIn("see `shared/nowhere.ts` and `Uint8Array`")).toEqual(["shared/nowhere.ts"]);
    expect(isThere("shared/nowhere.ts")).toBe(false);
    expect(isThere("tests/{docs,boundaries}.test.ts")).toBe(true);
  });
});

describe("the tree", () => {
  it("speaks of itself only: no path of the machine that it was written on", () => {
    const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { encoding: "utf8" })
      .split("\n")
      .filter((path) => /\.(?:md|tsx?|mjs|toml|json|html|css|ya?ml|sql)$/.test(path) && existsSync(path))
      .filter((path) => path !== "package-lock.json");
    const aPathOfSomebody = /(?<![\w.])\/(?:work|root|home\/\w+|Users\/\w+)\//;
    expect(tracked.filter((path) => aPathOfSomebody.test(readFileSync(path, "utf8")))).toEqual([]);
  });

  it("takes in no package whose licence forbids what we do", () => {
    const lock = readFileSync("package-lock.json", "utf8");
    expect(/univerjs-pro|superdoc/.exec(lock)).toBeNull();
  });
});
