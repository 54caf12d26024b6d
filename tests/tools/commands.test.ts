import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** What users type; the rest is for who works on the code and has installed what it needs. */
const DOCUMENTS = ["README.md", "docs/using.md", "worker/site/index.html"];

const scripts: Record<string, string> = JSON.parse(readFileSync("package.json", "utf8")).scripts;

const commandsIn = (text: string): string[] =>
  [...text.matchAll(/npm (?:run )?(start|test|build|demo|deploy)\b/g)].map(([, name]) => name!);

const commands = new Set(DOCUMENTS.flatMap((path) => commandsIn(readFileSync(path, "utf8"))));

it.each([...commands])("npm run %s begins with nothing installed, on the oldest Node", (name) => {
  const script = /^node (tools\/[a-z]+\.mjs)$/.exec(scripts[name] ?? "")?.[1];
  expect(readFileSync(script ?? "", "utf8").match(/from "(.+)"/g)).toEqual(['from "./bootstrap.mjs"']);
});
