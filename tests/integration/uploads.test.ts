import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDocument } from "../../extension/files/document.ts";
import { STRETCH_BYTES } from "../../extension/files/read-content.ts";
import { ciphertextSizeOf, paddedSizeOf } from "../../shared/crypto/stream-header.ts";
import { addFile } from "../support/alice.ts";
import { openPrivateRoom, type PrivateRoomWorld } from "../support/private-room.ts";

/** Uploads and downloads over a line that breaks, against the real Worker. */

let { server, origin, liar, room, settle, close } = {} as PrivateRoomWorld;
beforeAll(async () => {
  ({ server, origin, liar, room, settle, close } = await openPrivateRoom());
});
afterEach(() => settle());
afterAll(() => close());

const names = () => room.rows.value.map(({ name }) => name);
const file = (name: string, size = 10) => ({ path: [name], file: new File([new Uint8Array(size)], name) });
const blobCount = async () => Number((await server.rows("SELECT count(*) AS n FROM blobs"))[0]?.n);

describe("an upload", () => {
  it("survives a lost connection: the same part is sent again, nothing twice", async () => {
    let losses = 2;
    const parts: unknown[] = [];
    liar.lie("putPart", (response, { body }) => {
      parts.push(body);
      if (losses-- > 0) throw new TypeError("the connection was lost after the server had it");
      return response;
    });
    const node = await addFile(origin, "Lossy.bin", new Uint8Array(1_000_000).fill(3));
    expect((await openDocument({ origin, node })).bytes.every((byte) => byte === 3)).toBe(true);
    expect(parts).toHaveLength(1);
  });

  it("goes up in parts and comes back whole, with the connection broken in the middle", async () => {
    const bytes = new Uint8Array(9_000_000).map((_, index) => index % 253);
    const node = await addFile(origin, "Parts.bin", bytes);
    let isFirst = true;
    liar.lie("getContent", async (response) => {
      if (!isFirst) return response;
      isFirst = false;
      const whole = new Uint8Array(await response.arrayBuffer());
      const pieces = [whole.slice(0, 5_000_000)];
      const cut = new ReadableStream(
        {
          pull(controller) {
            const piece = pieces.pop();
            if (piece) controller.enqueue(piece);
            else controller.error(new TypeError("broken"));
          },
        },
        { highWaterMark: 0 },
      );
      return new Response(cut);
    });
    const opened = await openDocument({ origin, node });
    expect(Buffer.compare(opened.bytes, bytes)).toBe(0);
    expect(liar.names().filter((name) => name === "getContent")).toHaveLength(2);
  });

  it("comes back in stretches when it is large, because Firefox keeps what it has not read yet", async () => {
    const bytes = new Uint8Array(34_000_000).fill(5);
    const node = await addFile(origin, "Large.bin", bytes);
    const lengths: number[] = [];
    liar.lie("getContent", async (response) => {
      lengths.push(Number(response.headers.get("content-length")));
      return response;
    });
    const opened = await openDocument({ origin, node });
    expect(Buffer.compare(opened.bytes, bytes)).toBe(0);
    expect(lengths).toEqual([STRETCH_BYTES, ciphertextSizeOf(paddedSizeOf(bytes.length)) - STRETCH_BYTES]);
  });

  it("that is cancelled leaves nothing", async () => {
    const before = await blobCount();
    liar.lie("putPart", async (response) => {
      room.transfers.value.at(-1)?.cancel();
      return response;
    });
    await room.upload([file("Cancelled.bin", 9_000_000)], null);
    expect(room.transfers.value.at(-1)).toMatchObject({ status: "cancelled" });
    await expect.poll(blobCount, { timeout: 10_000 }).toBe(before);
    await room.refresh();
    expect(names()).not.toContain("Cancelled.bin");
  });

  it("of a file that changes meanwhile is given up", async () => {
    const changing = new File([new Uint8Array(100)], "Changing.txt");
    Object.defineProperty(changing, "slice", {
      value: () => ({ arrayBuffer: () => Promise.reject(new DOMException("changed", "NotReadableError")) }),
    });
    await room.upload([{ path: ["Changing.txt"], file: changing }], null);
    expect(room.transfers.value.at(-1)).toMatchObject({ status: "failed", code: "FILE_CHANGED" });
  });

  it("of more than 4 GiB is refused before anything is sent", async () => {
    const huge = new File([""], "Huge.bin");
    Object.defineProperty(huge, "size", { value: 2 ** 32 + 1 });
    await room.upload([{ path: ["Huge.bin"], file: huge }], null);
    expect(room.transfers.value.at(-1)).toMatchObject({ status: "failed", code: "FILE_TOO_LARGE" });
    expect(liar.names()).not.toContain("createBlob");
  });
});
