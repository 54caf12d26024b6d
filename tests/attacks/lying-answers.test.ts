import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDocument } from "../../extension/files/document.ts";
import { renameNode } from "../../extension/files/tree.ts";
import { openPersonalSpace } from "../../extension/spaces/open-space.ts";
import { syncSpace } from "../../extension/spaces/sync-space.ts";
import { parseBase64Url, toBase64Url } from "../../shared/bytes.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { addFile, reopen } from "../support/alice.ts";
import { setUpAlice } from "../support/extension-world.ts";
import { LyingServer } from "../support/lying-server.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** The real client against a server that lies about contents, or answers nonsense. */

let server: TestServer;
let origin: PortalOrigin;
let liar: LyingServer;

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  ({ origin } = await setUpAlice(server));
  await addFile(origin, "First.docx");
  await addFile(origin, "Second.docx");
});
afterEach(() => liar.repent());
afterAll(async () => {
  liar.close();
  await server.close();
});

const flip = (bytes: Uint8Array<ArrayBuffer>, at: number) => {
  const changed = bytes.slice();
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};

describe("content that is not the one asked for", () => {
  it("is refused when it is another file of the same room (A27)", async () => {
    await reopen(origin);
    const [one, other] = [await addFile(origin, "One.docx"), await addFile(origin, "Other.docx")];
    await openDocument({ origin, node: other });
    let header = "";
    let content = new Uint8Array();
    liar.change("openFile", (reply) => {
      header = reply.content?.header ?? "";
      return reply;
    });
    liar.changeBytes("getContent", (bytes) => (content = bytes));
    await openDocument({ origin, node: other });
    liar.changeBytes("getContent", () => content);
    liar.change("openFile", (reply) => reply);
    await expect(openDocument({ origin, node: one })).rejects.toMatchObject({ code: "CIPHERTEXT_DAMAGED" });
    liar.change("openFile", (reply) => ({ ...reply, content: { ...reply.content, header } }));
    await expect(openDocument({ origin, node: one })).rejects.toMatchObject({ code: "CONTEXT_WRONG" });
    // Asked for alone it is judged the same
    liar.change("openFile", (reply) => ({ ...reply, content: null }));
    liar.change("getBlob", (reply) => ({ ...reply, header }));
    await expect(openDocument({ origin, node: one })).rejects.toMatchObject({ code: "CONTEXT_WRONG" });
  });

  it("is refused when its suite is an older one (A37)", async () => {
    const node = await addFile(origin, "Old suite.docx");
    liar.change("openFile", (reply) => {
      const header = parseBase64Url(reply.content?.header ?? "");
      header[4] = 0;
      return { ...reply, content: { ...reply.content, header: toBase64Url(header) } };
    });
    await expect(openDocument({ origin, node })).rejects.toMatchObject({ code: "SUITE_UNKNOWN" });
  });

  it.each([
    [
      "a flipped bit in the first chunk",
      (bytes: Uint8Array<ArrayBuffer>) => flip(bytes, 3),
      "CIPHERTEXT_DAMAGED",
    ],
    [
      "a flipped bit in the last chunk",
      (bytes: Uint8Array<ArrayBuffer>) => flip(bytes, bytes.length - 1),
      "CIPHERTEXT_DAMAGED",
    ],
    [
      "the second chunk left out",
      (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, 262_160),
      "STREAM_TRUNCATED",
    ],
    ["nothing at all", () => new Uint8Array(), "STREAM_TRUNCATED"],
    [
      "a byte too many",
      (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array([...bytes, 0]),
      "CIPHERTEXT_DAMAGED",
    ],
  ])("is refused with %s (A16, A21, A22)", async (_what, change, code) => {
    const node = await addFile(origin, "Two chunks.bin", new Uint8Array(400_000));
    liar.lie("getContent", async (response) => {
      if (response.status === 206)
        return Response.json({ error: { code: "RANGE_REFUSED", requestId: "x" } }, { status: 416 });
      return new Response(change(new Uint8Array(await response.arrayBuffer())));
    });
    await expect(openDocument({ origin, node })).rejects.toMatchObject({ code });
  });

  it("stays listed when the server holds it back (A33)", async () => {
    const node = await addFile(origin, "Held back.docx");
    const isNotFound = () => Response.json({ error: { code: "NOT_FOUND", requestId: "x" } }, { status: 404 });
    liar.lie("openFile", isNotFound);
    liar.lie("getContent", isNotFound);
    await expect(openDocument({ origin, node })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await openPersonalSpace(origin)).state.nodes.has(node)).toBe(true);
  });

  it("opens although the server says that it is not there or elsewhere: the log knows better (A33)", async () => {
    const node = await addFile(origin, "Denied.docx", "still here");
    const elsewhere = toBase64Url(new Uint8Array(32).fill(7));
    liar.change("openFile", (reply) => ({ ...reply, space: elsewhere }));
    expect(new TextDecoder().decode((await openDocument({ origin, node })).bytes)).toBe("still here");
    liar.lie("openFile", () =>
      Response.json({ error: { code: "NOT_FOUND", requestId: "x" } }, { status: 404 }),
    );
    expect(new TextDecoder().decode((await openDocument({ origin, node })).bytes)).toBe("still here");
  });
});

describe("answers that are not of the contract", () => {
  const answers: [string, () => Response, string][] = [
    ["no JSON", () => new Response("<html>"), "ANSWER_MALFORMED"],
    ["another shape", () => Response.json({ head: 1 }), "ANSWER_MALFORMED"],
    ["more than is read", () => new Response(new Uint8Array(9_000_000)), "ANSWER_MALFORMED"],
    ["an error that only this side may raise", () => refuse("UNLOCK_REFUSED"), "ANSWER_MALFORMED"],
    ["an error of Object.prototype", () => refuse("constructor"), "ANSWER_MALFORMED"],
    ["a fault", () => new Response("", { status: 502 }), "INTERNAL"],
  ];
  const refuse = (code: string) => Response.json({ error: { code, requestId: "x" } }, { status: 403 });

  it.each(answers)("%s is refused", async (_what, answer, code) => {
    const space = await openPersonalSpace(origin);
    liar.lie("getSpace", answer);
    await expect(syncSpace(space)).rejects.toMatchObject({ code });
  });
});

describe("a server that takes an entry and denies it", () => {
  it("does not make alice do it twice", async () => {
    const space = await reopen(origin);
    const [node] = space.state.nodes.keys();
    const { seq } = space.state.head;
    let isFirst = true;
    liar.lie("appendEntry", (response) => {
      if (!isFirst) return response;
      isFirst = false;
      throw new TypeError("the answer was lost");
    });
    await renameNode(space, node!, "Renamed once.docx");
    expect(space.state.head.seq).toBe(seq + 1);
    expect(liar.names().filter((name) => name === "appendEntry").length).toBe(2);
  });
});
