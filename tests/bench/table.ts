import { type BrowserName, type Figure, type Goal, isReached } from "./figure.ts";

const BROWSERS: readonly BrowserName[] = ["Chromium", "Firefox"];

type Column = Figure["browser"];

/** Markdown: for each area a table with a line for each thing measured and a column for each browser. */
export function tablesOf(figures: readonly Figure[]): string {
  const areas = Map.groupBy(figures, ({ area }) => area);
  return [...areas]
    .map(([area, ofArea]) => `### ${area}${circumstancesOf(ofArea)}\n\n${tableOf(ofArea)}\n`)
    .join("\n");
}

function circumstancesOf(figures: readonly Figure[]): string {
  const loads = figures.flatMap(({ load }) => (load === undefined ? [] : [load]));
  const date = figures.find((figure) => figure.date !== undefined)?.date;
  const load = loads.length === 0 ? [] : [`load before: ${Math.max(...loads).toFixed(1)}`];
  const all = [...(date === undefined ? [] : [date]), ...load];
  return all.length === 0 ? "" : ` (${all.join(", ")})`;
}

function tableOf(figures: readonly Figure[]): string {
  const columns: readonly Column[] = figures.every(({ browser }) => browser === "Node") ? ["Node"] : BROWSERS;
  const lines = [...Map.groupBy(figures, ({ what, unit }) => `${what} | ${unit}`)].map(
    ([key, ofLine]) => `| ${key} | ${columns.map((column) => cellOf(ofLine, column)).join(" | ")} |`,
  );
  return [
    `| what | unit | ${columns.join(" | ")} |`,
    `|---|---|${"---|".repeat(columns.length)}`,
    ...lines,
  ].join("\n");
}

function cellOf(figures: readonly Figure[], column: Column): string {
  const figure = figures.find((each) => each.browser === column);
  if (figure === undefined) return "–";
  return figure.goal === undefined
    ? numberOf(figure)
    : `${numberOf(figure)} ${verdictOf(figure, figure.goal)}`;
}

function verdictOf(figure: Figure, goal: Goal): string {
  const bound = "atLeast" in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
  const miss = "atLeast" in goal ? "short" : "over";
  return `(goal ${bound}: ${isReached(figure) ? "ok" : `**${miss}**`})`;
}

function numberOf({ value, unit }: Figure): string {
  if (unit === "of openssl") return value.toFixed(2);
  if (unit === "edits") return value.toFixed(0);
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
