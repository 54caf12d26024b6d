import { type BrowserName, type Figure, type Goal, isReached } from "./figure.ts";

const BROWSERS: readonly BrowserName[] = ["Chromium", "Firefox"];

/** Markdown: for each area a table with a line for each thing measured and a column for each browser. */
export function tablesOf(figures: readonly Figure[]): string {
  const areas = Map.groupBy(figures, ({ area }) => area);
  return [...areas]
    .map(([area, ofArea]) => `### ${area}${loadOf(ofArea)}\n\n${tableOf(ofArea)}\n`)
    .join("\n");
}

function loadOf(figures: readonly Figure[]): string {
  const loads = figures.flatMap(({ load }) => (load === undefined ? [] : [load]));
  return loads.length === 0 ? "" : ` (load before: ${Math.max(...loads).toFixed(1)})`;
}

function tableOf(figures: readonly Figure[]): string {
  const lines = [...Map.groupBy(figures, ({ what, unit }) => `${what} | ${unit}`)].map(
    ([key, ofLine]) => `| ${key} | ${BROWSERS.map((browser) => cellOf(ofLine, browser)).join(" | ")} |`,
  );
  return ["| what | unit | Chromium | Firefox |", "|---|---|---|---|", ...lines].join("\n");
}

function cellOf(figures: readonly Figure[], browser: BrowserName): string {
  const figure = figures.find((each) => each.browser === browser);
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
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
