import { afterEach, describe, expect, it, vi } from "vitest";
import { createTransferList } from "../../../extension/files/transfers.ts";
import { AppError } from "../../../shared/errors.ts";

const job = (name: string, run: () => Promise<void>) =>
  ({ name, direction: "up", totalBytes: 100, run }) as const;

afterEach(() => vi.useRealTimers());

describe("transfers", () => {
  it("run two at a time, the others wait their turn", async () => {
    const list = createTransferList();
    const doors = ["a", "b", "c"].map((name) => ({ name, ...Promise.withResolvers<void>() }));
    const ends = doors.map(({ name, promise }) => list.start(job(name, () => promise)));
    await Promise.resolve();
    await Promise.resolve();
    expect(list.transfers.value.map(({ status }) => status)).toEqual(["running", "running", "waiting"]);
    for (const { resolve } of doors) resolve();
    await Promise.all(ends);
    expect(list.transfers.value.map(({ status, doneBytes }) => [status, doneBytes])).toEqual([
      ["done", 100],
      ["done", 100],
      ["done", 100],
    ]);
    list.clear();
    expect(list.transfers.value).toEqual([]);
  });

  it("that fail say why and can be tried again, where that may help", async () => {
    const list = createTransferList();
    let tries = 0;
    await list.start(
      job("a", async () => {
        if (tries++ === 0) throw new AppError("OFFLINE");
      }),
    );
    const [failed] = list.transfers.value;
    expect(failed).toMatchObject({ status: "failed", code: "OFFLINE" });
    failed?.retry?.();
    await expect.poll(() => list.transfers.value[0]?.status).toBe("done");
    await list.start(
      job("b", async () => {
        throw new AppError("FILE_TOO_LARGE");
      }),
    );
    expect(list.transfers.value[1]?.retry).toBeUndefined();
  });

  it("that are cancelled end so, also while they wait", async () => {
    const list = createTransferList();
    const end = list.start({
      ...{ name: "a", direction: "up", totalBytes: 1 },
      run: (signal) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    });
    await Promise.resolve();
    list.cancelAll();
    await end;
    expect(list.transfers.value[0]).toMatchObject({ status: "cancelled" });
    expect(list.transfers.value[0]?.code).toBeUndefined();
  });

  it("tell how fast they are and how long it takes, not while the connection is away", async () => {
    vi.useFakeTimers();
    const list = createTransferList();
    await list.start({
      ...{ name: "a", direction: "down", totalBytes: 100 },
      run: async (_signal, onProgress) => {
        vi.advanceTimersByTime(5);
        onProgress(50, null);
        expect(list.transfers.value[0]?.bytesPerSecond).toBeGreaterThan(0);
        expect(list.transfers.value[0]?.remainingMs).toBeGreaterThan(0);
        onProgress(0, "OFFLINE");
        expect(list.transfers.value[0]).toMatchObject({ remainingMs: null, doneBytes: 50, code: "OFFLINE" });
      },
    });
  });
});
