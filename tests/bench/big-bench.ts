import { carryBigFile } from "../support/big-file.ts";
import { type BrowserName, type Figure, speedOf } from "./figure.ts";

/** A large file through the files page, the real extension and the Worker as it runs on one machine, up and down again. */
export async function benchBig(browser: BrowserName, sizeBytes: number): Promise<Figure[]> {
  const trip = await carryBigFile(browser === "Chromium" ? "chrome" : "firefox", sizeBytes);
  if (trip.sent !== trip.received) throw new Error("The file came back changed.");
  const figure = { area: `A file of ${sizeBytes / 2 ** 20} MiB through the files page`, browser };
  return [
    { ...figure, what: "upload", value: speedOf(sizeBytes, trip.upMs), unit: "MB/s" },
    { ...figure, what: "download", value: speedOf(sizeBytes, trip.downMs), unit: "MB/s" },
    {
      ...figure,
      what: "upload: growth of the browser",
      value: trip.growthBytes.browserUp / 1e6,
      unit: "MB",
    },
    {
      ...figure,
      what: "download: growth of the browser",
      value: trip.growthBytes.browserDown / 1e6,
      unit: "MB",
    },
    {
      ...figure,
      what: "growth of the portal, its storage included",
      value: trip.growthBytes.portal / 1e6,
      unit: "MB",
    },
  ];
}
