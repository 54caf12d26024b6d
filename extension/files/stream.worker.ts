import { AppError } from "../../shared/errors.ts";
import { type Sealing, sealParts } from "./seal-parts.ts";
import { keepOnDisk } from "./sealed-parts.ts";
import type { SealReply, SealRequest } from "./sealing-messages.ts";

// Sealing one content in a thread of its own, so that typing stays smooth beside a large upload. Lives as long as the upload.

let sealing: Promise<Sealing> | undefined;

const startOnDisk = async ({ source, content, upload }: SealRequest & { ask: "start" }): Promise<Sealing> =>
  sealParts(source, content, await keepOnDisk(upload));

async function reply(request: SealRequest): Promise<SealReply> {
  if (request.ask === "start") {
    sealing = startOnDisk(request);
    const { header, partCount } = await sealing;
    return { kind: "started", header, partCount };
  }
  if (!sealing) throw new AppError("INTERNAL");
  if (request.ask === "nextPart") return { kind: "part", part: await (await sealing).nextPart() };
  return { kind: "finished", summary: await (await sealing).finish() };
}

self.addEventListener("message", ({ data }: MessageEvent<SealRequest>) => {
  reply(data).then(
    (answer) => self.postMessage(answer),
    (error: unknown) => {
      const code = error instanceof AppError ? error.code : "INTERNAL";
      self.postMessage({ kind: "failed", code } satisfies SealReply);
    },
  );
});
