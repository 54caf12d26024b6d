import { describe, expect, it, vi } from "vitest";
import { EditorThread } from "../../../../extension/editors/thread/editor-thread.ts";
import type { TaskWork } from "../../../../extension/editors/thread/thread-messages.ts";
import { AppError } from "../../../../shared/errors.ts";
import { ThreadHere } from "../../../support/thread-here.ts";

type Counting = {
  readonly add: { readonly input: number; readonly result: number };
  readonly refuse: { readonly input: Error; readonly result: never };
  readonly odd: { readonly input: null; readonly result: () => void };
  readonly never: { readonly input: null; readonly result: never };
};

function counting(): TaskWork<Counting> {
  let sum = 0;
  return {
    add: async (input) => {
      sum += input;
      return sum;
    },
    refuse: (cause) => Promise.reject(cause.message === "" ? new AppError("DOCUMENT_BOMB") : cause),
    odd: async () => () => undefined,
    never: () => new Promise(() => undefined),
  };
}

function withThreads() {
  const started: ThreadHere<Counting>[] = [];
  const thread = new EditorThread<Counting>(() => {
    const next = new ThreadHere(counting());
    started.push(next);
    return next;
  });
  return { thread, started };
}

const FAILED = new AppError("EDITOR_EXPORT_FAILED");

describe("a thread of an editor", () => {
  it("does one task after the other, and is started once", async () => {
    const { thread, started } = withThreads();
    const sums = await Promise.all([thread.ask("add", 1), thread.ask("add", 2), thread.ask("add", 3)]);
    expect(sums).toEqual([1, 3, 6]);
    expect(started).toHaveLength(1);
  });

  it("hands our errors over by their code, and takes any other for a failed save", async () => {
    const { thread } = withThreads();
    await expect(thread.ask("refuse", new Error(""))).rejects.toEqual(new AppError("DOCUMENT_BOMB"));
    await expect(thread.ask("refuse", new Error("alice's words"))).rejects.toEqual(FAILED);
    await expect(thread.ask("add", 1)).resolves.toBe(1);
  });

  it("fails what it was asked when it dies, and another one is started for what comes next", async () => {
    const { thread, started } = withThreads();
    const waiting = thread.ask("never", null);
    started[0]?.crash();
    await expect(waiting).rejects.toEqual(FAILED);
    await expect(thread.ask("add", 1)).resolves.toBe(1);
    expect(started).toHaveLength(2);
  });

  it("is told once what it must know first, and so is the one after it, or again when that is in doubt", async () => {
    const { thread, started } = withThreads();
    const isNew = vi.fn();
    const tell = () => thread.toldFirst("add", 1, isNew);
    await Promise.all([tell(), tell()]);
    expect(isNew).toHaveBeenCalledTimes(1);
    started[0]?.crash();
    await tell();
    expect(isNew).toHaveBeenCalledTimes(2);
    thread.tellAnew();
    await tell();
    expect(isNew).toHaveBeenCalledTimes(3);
    expect(started.map(({ asked }) => asked.length)).toEqual([1, 2]);
  });

  it("is told again by whoever comes next when it could not be told", async () => {
    const { thread, started } = withThreads();
    await expect(thread.toldFirst("refuse", new Error(""))).rejects.toEqual(new AppError("DOCUMENT_BOMB"));
    await thread.toldFirst("add", 1);
    expect(started.map(({ asked }) => asked.length)).toEqual([2]);
  });

  it("goes on after an answer that cannot be copied", async () => {
    const { thread } = withThreads();
    await expect(thread.ask("odd", null)).rejects.toEqual(FAILED);
    await expect(thread.ask("add", 1)).resolves.toBe(1);
  });

  it("fails what cannot be copied", async () => {
    const { thread } = withThreads();
    await expect(thread.ask("add", (() => 1) as unknown as number)).rejects.toEqual(FAILED);
  });

  it("fails what it was asked when none can be started", async () => {
    const thread = new EditorThread<Counting>(() => {
      throw new TypeError("the browser's words");
    });
    await expect(thread.ask("add", 1)).rejects.toEqual(FAILED);
    await expect(thread.toldFirst("add", 1)).rejects.toEqual(FAILED);
  });

  it("is not started again once it was ended", async () => {
    const { thread, started } = withThreads();
    const waiting = thread.ask("never", null);
    thread.end();
    await expect(waiting).rejects.toEqual(FAILED);
    await expect(thread.ask("add", 1)).rejects.toEqual(FAILED);
    expect(started).toHaveLength(1);
  });
});
