import { type Report, tableOf, troublesOf } from "./report.ts";

const INTRODUCTION = `# Fidelity

Made by \`npm run fidelity -- --doc --office\`. The folder is \`../shared/corpus\` or the one named behind the
command: test files of python-docx, python-pptx and exceljs (MIT), which are not part of this repository. Each file of it is opened
as the editor of its kind opens it, one thing is changed, it is saved as the editor saves it
(\`extension/editors/package/merge-packages.ts\`), and the saved file is compared with the one that was opened. This is done once
for each kind of edit, and once for none.

- **no edit: same**: a save without an edit is the very same file, byte for byte.
- **edits arrived**: the saved file, opened again, shows what the editor showed.
- **parts lost**: parts of the package that are missing, but for those that only a deleted slide led to.
- **untouched parts same**: parts that the edit had no business with, and how many of them have the same bytes.
- **elements changed without cause**: in the part that the edit touches, paragraphs and other elements that are not as they were,
  beyond the one that was edited.
- **broken links**: relationships to nothing, ids without a relationship, parts without a type, where the original had none.
- **fallbacks**: paragraphs or elements taken over as the editor's library writes them, because the change could not be traced.
- **unplaced**: changes that the library wrote and that have no place in the original; the person is told of them.
- **LibreOffice**: opened by an independent program without a window; its pages, and one more where the edit is a new slide,
  and its words compared with those of the original.
  A presentation without slides is one empty page to LibreOffice, so its first slide adds none.
  Of the words that are gone the edit itself accounts for some: a word that another one was typed into is two words then.
`;

/** docs/fidelity.md from a run. */
export function fidelityPage(report: Report): string {
  const troubles = troublesOf(report);
  const open = troubles.length === 0 ? ["None."] : troubles.map((each) => `- ${each}`);
  return `${INTRODUCTION}\n## Result\n\n${tableOf(report)}\n\n## Open\n\n${open.join("\n")}\n`;
}
