import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { type Change, withChanges } from "./fitting.ts";

/** Fits the grid (@univerjs 0.25.1) to somebody who types: what it does at each key, and in each frame, over and over. */
export const SPREADSHEET_GRID_CHANGES: readonly Change[] = [
  {
    // In each frame every text in sight is tried as a date, a time and a number: what a text reads as is known after the first time.
    file: "core/lib/es/index.js",
    from: "const getNumfmtParseValueFilter = (value) => {",
    to: `const readTexts = new Map();
const getNumfmtParseValueFilter = (value) => {
	if (!readTexts.has(value)) {
		if (readTexts.size >= 10000) readTexts.clear();
		readTexts.set(value, readText(value));
	}
	const read = readTexts.get(value);
	return read && { ...read };
};
const readText = (value) => {`,
  },
  {
    // A layer that is to be drawn anew already is not told so again, by a new pair of ports each time.
    file: "engine-render/lib/es/index.js",
    from: `		if (this._debounceDirtyFunc) this._debounceDirtyFunc();
		this._debounceDirtyFunc = requestImmediateMacroTask(() => {
			this.makeDirty(state);`,
    to: `		this._nextDirty = state;
		this._debounceDirtyFunc ??= requestImmediateMacroTask(() => {
			this.makeDirty(this._nextDirty);`,
  },
  {
    // What cells look like is worked out for those that are drawn: not for the headers beside them, nor when the picture of them still holds.
    file: "engine-render/lib/es/index.js",
    from: "spreadsheetSkeleton.setStylesCache(viewportInfo);\n\t\tconst segment",
    to: `const isPictured = viewportInfo?.cacheCanvas && !(this.isDirty() || this.isForceDirty() || viewportInfo.isDirty || viewportInfo.isForceDirty || viewportInfo.diffBounds?.length || viewportInfo.diffX || viewportInfo.diffY);
		if (isPictured || sheetHeaderViewportKeys.includes(viewportInfo?.viewportKey)) spreadsheetSkeleton.updateVisibleRange(viewportInfo);
		else spreadsheetSkeleton.setStylesCache(viewportInfo);
		const segment`,
  },
  {
    // That it computes changes no cell: what comes out is written into cells, and they are drawn then.
    file: "sheets-ui/lib/es/index.js",
    from: 'if (command.id.substring(0, 3) === "doc") return;',
    to: "if (/^(?:doc|formula\\.mutation\\.set-(?:trigger-)?formula-calculation-)/.test(command.id)) return;",
  },
  {
    // A sum of ten thousand prices is ten thousand additions.
    file: "engine-formula/lib/es/index.js",
    from: `	if (Number.isSafeInteger(result)) return result;
	return new Decimal(a).add(b).toNumber();`,
    to: `	if (Number.isSafeInteger(result)) return result;
	return exactSum(a, b) ?? new Decimal(a).add(b).toNumber();`,
  },
  {
    file: "engine-formula/lib/es/index.js",
    from: "function plus(a, b) {",
    to: 'import { exactSum } from "strongroom:exact-sum";\nfunction plus(a, b) {',
  },
  {
    // Buttons that nobody can use while a cell is written say so once the typing rests, instead of twice for each cell.
    file: "ui/lib/es/index.js",
    from: "disabled$ && subscriptions.push(disabled$.subscribe((disabled) => setDisabled(disabled)));\n\t\thidden$ && subscriptions.push(hidden$.subscribe((hidden) => setHidden(hidden)));\n\t\tactivated$",
    to: `let resting = null;
		disabled$ && subscriptions.push(disabled$.subscribe((disabled) => {
			clearTimeout(resting);
			resting = resting === null ? setDisabled(disabled) ?? 0 : setTimeout(() => setDisabled(disabled), 150);
		}), { unsubscribe: () => clearTimeout(resting) });
		hidden$ && subscriptions.push(hidden$.subscribe((hidden) => setHidden(hidden)));
		activated$`,
  },
];

const EXACT_SUM = fileURLToPath(
  new URL("../../extension/editors/xlsx/formula/exact-sum.ts", import.meta.url),
);

const FITTED =
  /@univerjs[\\/]((?:core|engine-formula|engine-render|sheets-ui|ui)[\\/]lib[\\/]es[\\/]index\.js)$/;

/** Its name among the grid's packages, as the changes have it. */
const fileOf = (path: string): string => (FITTED.exec(path)?.[1] ?? path).replaceAll("\\", "/");

export const spreadsheetGrid: Plugin = {
  name: "spreadsheet-grid",
  setup(build) {
    build.onResolve({ filter: /^strongroom:exact-sum$/ }, () => ({ path: EXACT_SUM }));
    build.onLoad({ filter: FITTED }, async ({ path }) => ({
      contents: withChanges(SPREADSHEET_GRID_CHANGES, fileOf(path), await readFile(path, "utf8")),
      loader: "js",
    }));
  },
};
