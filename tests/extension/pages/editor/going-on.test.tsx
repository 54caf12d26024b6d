import { signal } from "@preact/signals";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Desk } from "../../../../extension/pages/editor/desk.ts";
import { useGoingOn } from "../../../../extension/pages/editor/going-on.ts";
import type { ErrorCode } from "../../../../shared/errors.ts";
import { clear, show } from "../../../support/show.tsx";

/** A page with a file that is shared, from this page or from elsewhere. */
function page({ isSharing = false, isDirty = false } = {}) {
  const at = { isSharing: signal(isSharing), isShared: signal(false) };
  const code = signal<ErrorCode | null>(null);
  const resume = vi.fn();
  const saveNow = async () => {
    code.value = "FILE_SHARED";
  };
  const desk = { editor: {}, saving: { code, isDirty: () => isDirty, saveNow } } as unknown as Desk;
  function Page() {
    useGoingOn({ desk, isShared: at.isShared.value, isSharing: at.isSharing.value, resume });
    return null;
  }
  show(<Page />);
  const become = (change: () => unknown) =>
    act(async () => {
      await change();
    });
  return { ...at, code, resume, saveNow, become };
}

afterEach(clear);

describe("a page whose file was shared", () => {
  it("goes on where it is, when it is told or saving meets it", async () => {
    const told = page();
    await told.become(() => (told.isShared.value = true));
    expect(told.resume).toHaveBeenCalledTimes(1);
    const met = page();
    await met.become(met.saveNow);
    expect(met.resume).toHaveBeenCalledTimes(1);
  });

  it("goes on once, with what was not saved yet", async () => {
    const { isShared, resume, code, become } = page({ isDirty: true });
    await become(() => (isShared.value = true));
    expect(code.value).toBe("FILE_SHARED");
    expect(resume).toHaveBeenCalledTimes(1);
  });

  it("stays while the person shares it there, also when saving meets it", async () => {
    const { isShared, isSharing, resume, saveNow, become } = page({ isSharing: true, isDirty: true });
    await become(() => (isShared.value = true));
    await become(saveNow);
    expect(resume).not.toHaveBeenCalled();
    await become(() => (isSharing.value = false));
    expect(resume).toHaveBeenCalledTimes(1);
  });
});
