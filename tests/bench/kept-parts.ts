import { createReadStream, createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

/** Answers `POST /part` by keeping the body behind what it has, and `GET /parts` with the range that is asked for; the last one takes them away. On disk, not in memory. */
export function keepParts(path: string): RequestListener {
  return (request, response) => {
    const done = request.method === "POST" ? keep(path, request, response) : give(path, request, response);
    done.catch(() => response.destroy());
  };
}

async function keep(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await pipeline(request, createWriteStream(path, { flags: "a" }));
  response.writeHead(204).end();
}

/** Of `bytes=first-last`, both included, as the product asks. */
async function give(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [start, end] = (/^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? []).slice(1).map(Number);
  if (start === undefined || end === undefined) throw new Error("No range was asked for.");
  response.writeHead(206, { "cache-control": "no-store", "content-type": "application/octet-stream" });
  const { size } = await stat(path);
  await pipeline(createReadStream(path, { start, end }), response);
  if (end === size - 1) await rm(path);
}
