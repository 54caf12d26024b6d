// Who may import whom. The longest matching folder decides; what a row does not name is refused.
// A feature that needs a new row says why in its commit: each row is part of the argument that
// neither the server nor a portal's page can come near a key.
import { type Import, importsOf, linkedFrom, type Tree } from "./imports.ts";

const SHARED_PACKAGES = [
  "cborg",
  "valibot",
  "hpke",
  "@hpke/core",
  "@hpke/hybridkem-x-wing",
  "@phi-ag/argon2",
];
const VIEW_PACKAGES = ["preact", "@preact/signals", "lucide", "uqr"];
const USE_CASES = ["spaces", "files", "people", "live", "vault", "api", "messages", "state"];

const extension = (...folders: string[]): string[] => folders.map((folder) => `extension/${folder}/`);

interface Row {
  readonly folder: string;
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

export const BOUNDARIES: readonly Row[] = [
  { folder: "shared/", files: ["shared/"], packages: SHARED_PACKAGES },
  {
    folder: "worker/",
    files: ["worker/", "shared/"],
    packages: ["hono", "kysely", "kysely-d1", "valibot", "cloudflare:workers"],
  },
  // The portal's page is next door: nothing here knows keys, names or how to get them.
  {
    folder: "extension/content/",
    files: ["extension/content/", "extension/messages/", "shared/ids.ts"],
    packages: ["webextension-polyfill"],
  },
  {
    folder: "extension/messages/",
    files: ["extension/messages/", "shared/"],
    packages: ["valibot", "webextension-polyfill"],
  },
  // Components get props: no storage, no network, no use case.
  { folder: "extension/ui/", files: ["extension/ui/", "shared/"], packages: VIEW_PACKAGES },
  {
    folder: "extension/editors/",
    // The presentation library does not export the part that reads and writes files without showing them.
    files: ["extension/editors/", "extension/ui/", "shared/", "node_modules/pptx-react-viewer/dist/"],
    packages: [
      ...VIEW_PACKAGES,
      "dompurify",
      "fflate",
      "i18next",
      "marked",
      "papaparse",
      "pdfjs-dist",
      "pptx-react-viewer",
      "react",
      "react-dom",
      "react-i18next",
      "rxjs",
      "saxes",
      "y-prosemirror",
      "y-protocols",
      "yjs",
      "prosemirror-model",
      "prosemirror-state",
      "prosemirror-transform",
      "prosemirror-view",
      "@univerjs/core",
      "@univerjs/preset-sheets-core",
      "@univerjs/preset-sheets-drawing",
      "@univerjs/preset-sheets-find-replace",
      "@univerjs/preset-sheets-note",
      "@univerjs/preset-sheets-sort",
      "@eigenpal/docx-editor-core",
      "@eigenpal/docx-editor-i18n",
      "@eigenpal/docx-editor-react",
    ],
  },
  {
    folder: "extension/background/",
    files: [...extension("background", ...USE_CASES), "shared/"],
    packages: ["webextension-polyfill", "valibot"],
  },
  {
    folder: "extension/pages/",
    files: [...extension("pages", "ui", "editors", ...USE_CASES), "shared/"],
    packages: [...VIEW_PACKAGES, "valibot", "webextension-polyfill"],
  },
  // The shared state of a document: carried here, shown by an editor, stored by nobody.
  {
    folder: "extension/live/",
    files: [...extension(...USE_CASES), "extension/editors/adapter.ts", "shared/"],
    packages: ["valibot", "webextension-polyfill", "y-protocols", "yjs"],
  },
  { folder: "extension/manifest.ts", files: [], packages: [] },
  {
    folder: "extension/",
    files: [...extension(...USE_CASES), "shared/"],
    packages: [
      "@preact/signals",
      "valibot",
      "webextension-polyfill",
      "fflate",
      "@zxcvbn-ts/core",
      "@zxcvbn-ts/language-common",
      "@zxcvbn-ts/language-en",
    ],
  },
];

/** The imports that the table refuses, as `from -> target`. */
export function forbiddenImports(tree: Tree): string[] {
  return [...tree]
    .flatMap(([path, source]) => importsOf(path, source))
    .filter((each) => !isAllowed(each))
    .map((each) => `${each.from} -> ${each.target}`);
}

function isAllowed({ from, target, isPackage }: Import): boolean {
  const row = BOUNDARIES.filter(({ folder }) => from.startsWith(folder)).sort(byLength)[0];
  if (row === undefined) return true;
  return isPackage ? row.packages.includes(target) : row.files.some((allowed) => target.startsWith(allowed));
}

const byLength = (a: Row, b: Row): number => b.folder.length - a.folder.length;

const OPENS =
  /\.decrypt\(|\.unwrapKey\(|\.decapsulate\(|\bexport (?:async )?function (?:open|unlock|unwrap)[A-Z]/;
const OPENING_PACKAGES = ["hpke", "@hpke/core", "@hpke/hybridkem-x-wing", "@phi-ag/argon2"];

/** What the Worker links although it can open sealed bytes or derive what opens them; empty is the promise. */
export function openersLinkedByWorker(tree: Tree): string[] {
  return [...linkedFrom(tree, ["worker/index.ts"])].filter(
    (path) => OPENING_PACKAGES.includes(path) || OPENS.test(tree.get(path) ?? ""),
  );
}
