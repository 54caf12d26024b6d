import type { EditResult, FileResult } from "./measure.ts";
import type { OfficeResult } from "./office.ts";

export interface Report {
  readonly files: readonly FileResult[];
  /** Null where LibreOffice was not asked. */
  readonly office: readonly OfficeResult[] | null;
}

const COLUMNS = [
  "file",
  "no edit: same",
  "edits arrived",
  "parts lost",
  "untouched parts same",
  "elements changed without cause",
  "malformed",
  "broken links",
  "fallbacks",
  "unplaced",
  "LibreOffice",
];

const sum = (edits: readonly EditResult[], of: (edit: EditResult) => number): number =>
  edits.reduce((all, edit) => all + of(edit), 0);

/** An edit that the library itself cannot write down and read again says nothing of the save. */
function arrived(edits: readonly EditResult[]): string {
  const own = edits.filter(({ hasArrived }) => hasArrived).length;
  const library = edits.filter((edit) => !edit.hasArrived && !edit.hasArrivedByLibrary).length;
  return `${own}/${edits.length}${library === 0 ? "" : ` (${library} not by the library's own save either)`}`;
}

function untouched(edits: readonly EditResult[]): string {
  const all = sum(edits, (edit) => edit.untouched);
  return `${all - sum(edits, (edit) => edit.changedWithoutCause.length)}/${all}`;
}

function officeCell(results: readonly OfficeResult[]): string {
  const opened = results.filter(({ isOpened }) => isOpened).length;
  const pages = results.filter(({ pages }) => pages.wanted === pages.found).length;
  const words = results.reduce((all, each) => all + each.wordsLost, 0);
  return results.length === 0
    ? "–"
    : `${opened}/${results.length} opened, ${pages} with their pages, ${words} words gone`;
}

function row(name: string, files: readonly FileResult[], office: readonly OfficeResult[] | null): string[] {
  const edits = files.flatMap((file) => file.edits);
  const opened = files.filter(({ refused }) => refused === null);
  return [
    name,
    `${opened.filter(({ isIdle }) => isIdle).length}/${opened.length}`,
    arrived(edits),
    String(sum(edits, (edit) => edit.partsLost.length)),
    untouched(edits),
    String(sum(edits, (edit) => edit.elementsWithoutCause)),
    String(sum(edits, (edit) => edit.malformed.length)),
    String(sum(edits, (edit) => edit.broken.length)),
    String(sum(edits, (edit) => edit.fallbacks)),
    String(sum(edits, (edit) => edit.unplaced.length)),
    office === null ? "not asked" : officeCell(office),
  ];
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const refusedRow = ({ name, refused }: FileResult): string[] => [
  name,
  `refused: ${refused}`,
  ...COLUMNS.slice(2).map(() => "–"),
];

function ofFile(file: FileResult, office: Report["office"]): string[] {
  const own = office?.filter(({ name }) => name === file.name) ?? null;
  return file.refused === null ? row(file.name, [file], own) : refusedRow(file);
}

function ofKind(kind: string, { files, office }: Report): string[] {
  const own = files.filter((file) => file.kind === kind);
  const names = new Set(own.map(({ name }) => name));
  const refused = own.filter((file) => file.refused !== null).length;
  const title = `**all ${own.length} .${kind}${refused === 0 ? "" : `, ${refused} refused`}**`;
  return row(title, own, office?.filter(({ name }) => names.has(name)) ?? null);
}

/** Totals by kind, then each file, as one Markdown table. */
export function tableOf(report: Report): string {
  const kinds = [...new Set(report.files.map(({ kind }) => kind))];
  return [
    COLUMNS,
    COLUMNS.map(() => "---"),
    ...kinds.map((kind) => ofKind(kind, report)),
    ...report.files.map((file) => ofFile(file, report.office)),
  ]
    .map(line)
    .join("\n");
}

/** What went wrong, edit by edit; empty is the goal. */
export function troublesOf({ files }: Report): string[] {
  return files.flatMap(({ name, edits, isIdle, refused }) => {
    const idle = refused === null && !isIdle ? [`${name}: a save without an edit is another file`] : [];
    const rest = edits.flatMap((edit) => {
      const found = [
        ...(edit.hasArrived || !edit.hasArrivedByLibrary ? [] : ["did not arrive"]),
        ...edit.partsLost.map((part) => `lost ${part}`),
        ...edit.changedWithoutCause.map((part) => `changed ${part}`),
        ...(edit.elementsWithoutCause > 0 ? [`${edit.elementsWithoutCause} elements changed`] : []),
        ...edit.malformed.map((part) => `malformed ${part}`),
        ...edit.broken.map((link) => `broken ${link}`),
        ...edit.unplaced.map((what) => `unplaced ${what}`),
      ];
      return found.map((trouble) => `${name}, ${edit.edit}: ${trouble}`);
    });
    return [...idle, ...rest];
  });
}
