import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import type { DocumentKind } from "../../extension/editors/document-kinds.ts";
import { listHolds, pickFiles } from "../support/room-page.ts";
import { until } from "../support/until.ts";
import { longDeck } from "./long-deck.ts";
import { longDocument } from "./long-document.ts";
import { longSheet } from "./long-sheet.ts";

/** One of the documents that are opened and edited, always the same bytes. */
export interface BenchDocument {
  readonly kind: DocumentKind;
  readonly name: string;
  /** What it is, in the tables. */
  readonly title: string;
  make(): Uint8Array<ArrayBuffer>;
  /** Settles when it stands and takes keys. */
  stands(page: Page): Promise<unknown>;
}

/** Two browsers on a busy machine. */
const PATIENCE_MS = 120_000;

export const BENCH_DOCUMENTS: readonly BenchDocument[] = [
  {
    ...{ kind: "docx", name: "Fifty pages.docx", title: "50-page .docx" },
    ...{ make: () => longDocument(50), stands: (page) => standsWith(page, ".layout-page") },
  },
  {
    ...{ kind: "xlsx", name: "Ten thousand rows.xlsx", title: ".xlsx of 10,000 rows and 12 columns" },
    make: () => longSheet(10_000),
    stands: (page) => standsWith(page, ".xlsx-mirror[role=grid] [role=gridcell]"),
  },
  {
    ...{ kind: "pptx", name: "Thirty slides.pptx", title: "30-slide .pptx" },
    ...{ make: () => longDeck(30), stands: (page) => standsWith(page, "[data-pptx-element]") },
  },
];

/** Where this is, the document is drawn. */
const standsWith = (page: Page, selector: string): Promise<unknown> =>
  until(
    `${selector} in the editor`,
    () =>
      page.evaluate(
        (wanted) =>
          location.pathname.endsWith("/editor.html") &&
          document.querySelector(wanted) !== null &&
          document.querySelector("[data-testid=loading]") === null,
        selector,
      ),
    PATIENCE_MS,
  );

/** Brings all of them into alice's room. */
export async function uploadDocuments(page: Page): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "strongroom-bench-"));
  try {
    const paths = BENCH_DOCUMENTS.map(({ name }) => join(folder, name));
    for (const { name, make } of BENCH_DOCUMENTS) await writeFile(join(folder, name), make());
    await pickFiles(page, ...paths);
    await listHolds(
      page,
      BENCH_DOCUMENTS.map(({ name }) => name),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
