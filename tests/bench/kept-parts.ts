import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

/** Answers `POST /part` by keeping the body behind what it has, and `GET /parts` with all of it, once. On disk, not in memory. */
export function keepParts(path: string): RequestListener {
  return (request, response) => {
    const done = request.method === "POST" ? keep(path, request, response) : give(path, response);
    done.catch(() => response.destroy());
  };
}

async function keep(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await pipeline(request, createWriteStream(path, { flags: "a" }));
  response.writeHead(204).end();
}

async function give(path: string, response: ServerResponse): Promise<void> {
  response.writeHead(200, { "cache-control": "no-store", "content-type": "application/octet-stream" });
  await pipeline(createReadStream(path), response);
  await rm(path);
}
