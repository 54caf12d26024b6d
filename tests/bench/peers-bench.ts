import { readFileSync } from "node:fs";
import { type Figure, median, speedOf } from "./figure.ts";
import type { PeersTask, PeerTimes } from "./in-browser/peers.worker.ts";
import type { Lab } from "./lab.ts";

const ROUNDS = 3;

/** Speed of libraries that people use for this, beside ours under the same contract, in the same worker. */
export async function benchPeers(lab: Lab, sizeBytes: number): Promise<Figure[]> {
  const all = await lab.run<PeersTask, readonly PeerTimes[]>("peers", { sizeBytes, rounds: ROUNDS });
  return all.flatMap(({ name, sealMs, openMs }) => {
    const figure = { area: "Side by side", browser: lab.browser, unit: "MB/s" as const };
    const versioned = withVersion(name);
    return [
      { ...figure, what: `${versioned}: seal`, value: speedOf(sizeBytes, median(sealMs)) },
      { ...figure, what: `${versioned}: open`, value: speedOf(sizeBytes, median(openMs)) },
    ];
  });
}

const PACKAGES = ["age-encryption", "openpgp", "libsodium-wrappers", "tweetnacl"];

/** The first word of a name is that of the package, or the start of it. */
function withVersion(name: string): string {
  const [word = "", ...rest] = name.split(" ");
  const found = PACKAGES.find((each) => each.startsWith(word));
  if (found === undefined) return name;
  const { version } = JSON.parse(readFileSync(`node_modules/${found}/package.json`, "utf8")) as {
    version: string;
  };
  return [word, version, ...rest].join(" ");
}
