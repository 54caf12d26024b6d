import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";

/** One request as it went over the line; of a socket the request for it. */
export interface LineRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Does something else with a request than to hand it on. Gives true when it has answered, or ended the connection. */
export type Trick = (request: LineRequest, response: ServerResponse) => boolean | Promise<boolean>;

/** The line between browser and portal. It writes everything down, can be cut, and can lie for the portal. */
export interface Line {
  /** The portal's address, for the browser. */
  readonly url: string;
  readonly requests: readonly LineRequest[];
  /** From now on nobody is reached: connections end as when the portal is away. */
  cut(): void;
  mend(): void;
  /** Asked about each request first. The given function takes the trick off again. */
  play(trick: Trick): () => void;
  /** A trick that changes what the portal answers to some requests. */
  alter(matches: (request: LineRequest) => boolean, change: (body: Buffer) => Buffer): Trick;
  /** Where the portal is now, after it was started anew. */
  leadTo(url: string): void;
  close(): Promise<void>;
}

async function read(incoming: IncomingMessage): Promise<LineRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  const { method = "", url = "", headers } = incoming;
  return { method, path: url, headers, body: Buffer.concat(pieces) };
}

function askPortal(to: string, { method, path, headers, body }: LineRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const onward = ask(new URL(path, to), { method, headers }, resolve);
    onward.on("error", reject);
    onward.end(body);
  });
}

async function handOn(to: string, request: LineRequest, response: ServerResponse): Promise<void> {
  const reply = await askPortal(to, request);
  response.writeHead(reply.statusCode ?? 502, reply.headers);
  reply.pipe(response);
  reply.on("error", () => response.destroy());
}

async function answerChanged(
  to: string,
  request: LineRequest,
  response: ServerResponse,
  change: (body: Buffer) => Buffer,
): Promise<void> {
  const reply = await askPortal(to, request);
  const pieces: Buffer[] = [];
  for await (const piece of reply) pieces.push(piece);
  const body = change(Buffer.concat(pieces));
  response.writeHead(reply.statusCode ?? 502, { ...reply.headers, "content-length": body.length });
  response.end(body);
}

/** A socket, from one end to the other, until either hangs up. */
function passSocket(to: string, incoming: IncomingMessage, near: Duplex, first: Buffer): void {
  const { method = "", url = "", headers } = incoming;
  const onward = ask(new URL(url, to), { method, headers });
  const fail = () => near.destroy();
  onward.on("error", fail);
  onward.on("response", fail);
  onward.on("upgrade", (reply, far, early) => {
    const lines = Object.entries(reply.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    near.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("")}\r\n`);
    near.write(early);
    far.write(first);
    far.on("error", fail).on("close", fail);
    near.on("error", () => far.destroy()).on("close", () => far.destroy());
    near.pipe(far).pipe(near);
  });
  onward.end();
}

export async function openLine(portalUrl: string): Promise<Line> {
  let to = portalUrl;
  let isCut = false;
  const requests: LineRequest[] = [];
  const tricks = new Set<Trick>();
  const sockets = new Set<Socket>();
  const server = createServer(async (incoming, response) => {
    try {
      const request = await read(incoming);
      requests.push(request);
      for (const trick of tricks) if (await trick(request, response)) return;
      await handOn(to, request, response);
    } catch {
      response.destroy(); // cut off on either side
    }
  });
  server.on("upgrade", (incoming, near, first) => {
    const { method = "", url = "", headers } = incoming;
    requests.push({ method, path: url, headers, body: Buffer.alloc(0) });
    passSocket(to, incoming, near, first);
  });
  server.on("connection", (socket) => {
    if (isCut) socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    cut() {
      isCut = true;
      hangUp();
    },
    mend() {
      isCut = false;
    },
    play(trick) {
      tricks.add(trick);
      return () => tricks.delete(trick);
    },
    alter: (matches, change) => async (request, response) => {
      if (!matches(request)) return false;
      await answerChanged(to, request, response, change);
      return true;
    },
    leadTo(url) {
      to = url;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        hangUp();
      }),
  };
}
