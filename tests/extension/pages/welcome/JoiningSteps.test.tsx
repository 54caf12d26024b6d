import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  BrokenInvitation,
  InvitationProblem,
} from "../../../../extension/pages/welcome/InvitationProblem.tsx";
import { JoiningSteps } from "../../../../extension/pages/welcome/JoiningSteps.tsx";
import { KnownAccount } from "../../../../extension/pages/welcome/KnownAccount.tsx";
import { OfferStep } from "../../../../extension/pages/welcome/OfferStep.tsx";
import { useSetup } from "../../../../extension/pages/welcome/use-setup.ts";
import type { InvitationOffer } from "../../../../extension/people/open-invitation.ts";
import { INVITED_STEPS } from "../../../../extension/state/setup-store.ts";
import { parsePortalOrigin } from "../../../../shared/ids.ts";
import { memory } from "../../../support/memory-browser.ts";
import { objections } from "../../../support/page-axe.ts";
import { button, clear, click, find, show } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

const origin = parsePortalOrigin("http://127.0.0.1:8787");
const OFFER: InvitationOffer = {
  type: "Guest",
  isWithRoom: true,
  expiresAtMs: Date.UTC(2030, 4, 1),
  inviterName: "Alice \u202egnp.exe",
  inviterEmail: "alice@example.org",
  email: null,
};

beforeEach(() => {
  memory.reset();
  history.replaceState(null, "");
});
afterEach(clear);

const words = (): string => (document.body.textContent ?? "").replace(/[\u2068\u2069]/g, "");
const nothing = (): void => undefined;

function Offered({ offer, onSignIn }: { offer: InvitationOffer; onSignIn: () => void }) {
  const store = useSetup({ origin, finish: nothingToFinish, steps: INVITED_STEPS });
  return <OfferStep store={store} origin={origin} offer={offer} onSignIn={onSignIn} />;
}
const nothingToFinish = async (): Promise<void> => undefined;

describe("an invitation", () => {
  it("says who invites to what and as what before it asks anything", async () => {
    const signIn = vi.fn();
    show(<Offered offer={OFFER} onSignIn={signIn} />);
    for (const part of [
      "127.0.0.1:8787",
      "alice@example.org",
      "Guest",
      "no Private Room",
      "member of a room",
    ])
      expect(words()).toContain(part);
    expect(await objections()).toEqual([]);
    click(button("I have an account on this portal already"));
    expect(signIn).toHaveBeenCalled();
  });

  it("shows a name that would turn the text around harmlessly", () => {
    show(<Offered offer={OFFER} onSignIn={nothing} />);
    expect(words()).not.toContain("\u202e");
    expect(find(".info-row bdi").textContent).toBe("Alice \ufffdgnp.exe");
  });

  it("that is not in this browser any more leads to who has joined with it, and asks nothing of the portal", async () => {
    const signIn = vi.fn();
    show(<JoiningSteps origin={origin} onDone={nothing} onSignIn={signIn} />);
    await until("the sentence", async () => words().includes("cannot be used any more"));
    expect(await objections()).toEqual([]);
    click(button("I have an account on this portal already"));
    await until("the way to the account", async () => signIn.mock.calls.length === 1);
  });

  it.each([
    ["LOG_FORKED", "different history"],
    ["LOG_SHORTENED", "older state"],
    ["PORTAL_CHANGED", "another portal"],
  ] as const)("to a portal that lies (%s) offers no way on", async (code, says) => {
    show(<InvitationProblem code={code} onRetry={nothing} onSignIn={nothing} />);
    expect(words()).toContain(says);
    expect(document.querySelector("button")).toBeNull();
    expect(await objections()).toEqual([]);
  });

  it("may be tried again when the portal could not be reached", () => {
    const retry = vi.fn();
    show(<InvitationProblem code="OFFLINE" onRetry={retry} onSignIn={nothing} />);
    click(button("Try again"));
    expect(retry).toHaveBeenCalled();
  });

  it("says what to do with half a link, and in a browser that has an account", async () => {
    show(<BrokenInvitation />);
    expect(words()).toContain("Copy the whole link");
    expect(await objections()).toEqual([]);
    show(<KnownAccount name="Bob" onOpen={nothing} />);
    expect(words()).toContain("This browser belongs to Bob on this portal. The invitation was not used.");
    expect(await objections()).toEqual([]);
  });
});
