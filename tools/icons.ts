// Draws the PNG icons from extension/icons/strongroom.svg. Run by hand after the drawing changed: node tools/icons.ts
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";
import { findBrowsers } from "./browsers/find.ts";

const SIZES = [16, 32, 48, 128];
const svg = readFileSync("extension/icons/strongroom.svg", "utf8");
const { chrome } = findBrowsers();
if (chrome === undefined) throw new Error("Drawing icons needs Chrome or Chromium.");

const browser = await puppeteer.launch({
  executablePath: chrome,
  headless: true,
  pipe: true,
  args: ["--no-sandbox"],
});
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0">${svg.replace("<svg ", '<svg style="display:block" ')}</body>`,
  );
  await page.screenshot({ path: `extension/icons/${size}.png`, omitBackground: true });
}
await browser.close();
