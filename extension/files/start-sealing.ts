import { CHUNK_SIZE_BYTES } from "../../shared/crypto/stream-header.ts";
import type { StreamSource } from "../../shared/crypto/stream-seal.ts";
import { AppError } from "../../shared/errors.ts";
import { createTurns } from "../spaces/turns.ts";
import { type Sealing, sealParts } from "./seal-parts.ts";
import { dropPart, dropParts } from "./sealed-parts.ts";
import type { SealReply, SealRequest } from "./sealing-messages.ts";

/** Smaller contents are sealed faster than a thread is started. */
const THREAD_FROM_BYTES = 4 * CHUNK_SIZE_BYTES;
const SCRIPT = "/stream.worker.js";

/** Starts to seal content, in a thread of its own where that pays. @throws as sealParts */
export function startSealing(source: StreamSource, content: Blob): Promise<Sealing> {
  const isThreaded = typeof Worker !== "undefined" && content.size >= THREAD_FROM_BYTES;
  return isThreaded ? sealInThread(source, content) : sealParts(source, content);
}

async function sealInThread(source: StreamSource, content: Blob): Promise<Sealing> {
  const thread = new Worker(SCRIPT);
  const ask = createAsk(thread);
  const upload = crypto.randomUUID();
  const close = (): void => {
    thread.terminate();
    void dropParts(upload); // it never fails
  };
  try {
    const { header, partCount } = expect(await ask({ ask: "start", source, content, upload }), "started");
    return {
      header,
      partCount,
      close,
      dropPart: (index) => void dropPart(upload, index), // it never fails
      nextPart: async () => expect(await ask({ ask: "nextPart" }), "part").part,
      finish: async () => expect(await ask({ ask: "finish" }), "finished").summary,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function createAsk(thread: Worker): (request: SealRequest) => Promise<SealReply> {
  const inTurn = createTurns();
  return (request) =>
    inTurn(
      () =>
        new Promise((resolve, reject) => {
          thread.onmessage = ({ data }: MessageEvent<SealReply>) => resolve(data);
          thread.onerror = () => reject(new AppError("INTERNAL"));
          thread.postMessage(request);
        }),
    );
}

function expect<Kind extends SealReply["kind"]>(
  reply: SealReply,
  kind: Kind,
): Extract<SealReply, { kind: Kind }> {
  if (reply.kind === "failed") throw new AppError(reply.code);
  if (reply.kind !== kind) throw new AppError("INTERNAL");
  return reply as Extract<SealReply, { kind: Kind }>;
}
