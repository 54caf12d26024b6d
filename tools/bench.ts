// npm run bench [-- --json FILE] [--only stream,…] [--quick]
import { browsersHere, openLab } from "../tests/bench/lab.ts";
import { benchStream } from "../tests/bench/stream-bench.ts";
import { tablesOf } from "../tests/bench/table.ts";

const figures = [];
for (const name of browsersHere()) {
  const lab = await openLab(name);
  try {
    figures.push(...(await benchStream(lab, Number(process.argv[2] ?? 64) * 2 ** 20)));
  } finally {
    await lab.close();
  }
}
console.log(tablesOf(figures));
