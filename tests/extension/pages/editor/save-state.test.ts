import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { LiveStatus } from "../../../../extension/live/live-session.ts";
import type { Desk, OpenPhase } from "../../../../extension/pages/editor/desk.ts";
import { saveStateOf } from "../../../../extension/pages/editor/save-state.ts";
import type { SaveState } from "../../../../extension/state/saving-store.ts";
import type { ErrorCode } from "../../../../shared/errors.ts";

interface Given {
  readonly state: SaveState;
  readonly status?: LiveStatus;
  readonly trouble?: ErrorCode;
  readonly mayWrite?: boolean;
}

/** What the bar says over alice's document. */
function said({ state, status = "live", trouble, mayWrite = true }: Given) {
  const live = { status: signal(status), trouble: signal(trouble ?? null), mayWrite: signal(mayWrite) };
  const desk = { saving: { state: signal(state), savedAtMs: signal(7) }, live };
  const phase = { opened: { name: "plan.docx", canEdit: true } };
  return saveStateOf(desk as unknown as Desk, phase as unknown as OpenPhase);
}

describe("what the bar says about saving", () => {
  it.each<[string, Given, unknown]>([
    ["saved, and when", { state: "saved" }, { kind: "saved", atMs: 7 }],
    ["changes that wait", { state: "unsaved" }, { kind: "unsaved" }],
    [
      "offline while the portal cannot be reached",
      { state: "unsaved", status: "connecting" },
      { kind: "offline" },
    ],
    [
      "failed while the portal does not let her in, so that she can try again",
      { state: "unsaved", status: "connecting", trouble: "STORAGE_FAILED" },
      { kind: "failed" },
    ],
    [
      "nothing but reading where she may not write",
      { state: "saved", mayWrite: false },
      { kind: "readOnly" },
    ],
  ])("is %s", (_, given, words) => {
    expect(said(given)).toEqual(words);
  });
});
