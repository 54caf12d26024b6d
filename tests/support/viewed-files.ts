/** Small files of the kinds that are shown and not changed. */

/** A PDF of one page for each text, in the first of the fonts that every reader has. */
export function pdfOf(...pages: readonly string[]): Buffer {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...pages.flatMap((text, index) => {
      const drawing = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
        `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      ];
    }),
  ];
  let file = "%PDF-1.4\n";
  const starts = objects.map((object, index) => {
    const start = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const rows = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, "latin1");
}

/** A picture with a script, and with another picture from elsewhere. */
export const hostileSvg = (elsewhere: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="120" height="80">
    <script>fetch("${elsewhere}/svg-script")</script>
    <image xlink:href="${elsewhere}/svg-picture.png" width="10" height="10"/>
    <rect width="120" height="80" fill="teal" onload="fetch('${elsewhere}/svg-event')"/></svg>`;

/** Markdown with all that a hostile page would have. */
export const hostileMarkdown = (elsewhere: string): string => `# Plan of the garden

![a tracker](${elsewhere}/markdown-picture.png) <img src="${elsewhere}/html-picture.png" onerror="fetch('${elsewhere}/event')">
<script>fetch("${elsewhere}/markdown-script")</script>
<iframe src="${elsewhere}/frame"></iframe><style>@import "${elsewhere}/style.css"; body { display: none }</style>
<form action="${elsewhere}"><button id="app" class="dialog">Enter your passphrase</button></form>

- [x] dig
- [ ] sow

[shop](https://example.org/seeds) and [trap](javascript:fetch("${elsewhere}/link"))

| what | when |
| ---- | ---- |
| peas | May  |
`;

/** A table of 10,000 rows and 100 columns, each cell with its place in it. */
export const millionCells = (): string =>
  Array.from({ length: 10_000 }, (_, row) =>
    Array.from({ length: 100 }, (_, column) => `r${row}c${column}`).join(","),
  ).join("\n");
