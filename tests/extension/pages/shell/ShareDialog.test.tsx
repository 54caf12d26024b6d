import { afterEach, describe, expect, it } from "vitest";
import { ShareDialog } from "../../../../extension/pages/shell/ShareDialog.tsx";
import type { Contact } from "../../../../extension/people/contacts.ts";
import type { ShareCore } from "../../../../extension/state/share-store.ts";
import { AppError, type ErrorCode } from "../../../../shared/errors.ts";
import { createNodeId, parsePortalOrigin, type UserId } from "../../../../shared/ids.ts";
import { contactOf, invitationOf, userId } from "../../../support/contacts.ts";
import { objections } from "../../../support/page-axe.ts";
import { button, clear, click, find, findAll, show, type } from "../../../support/show.tsx";

const origin = parsePortalOrigin("http://127.0.0.1:8787");
const node = createNodeId();
const [alice, bob, carol, eve] = [userId("alice"), userId("bob"), userId("carol"), userId("eve")];

interface Saved {
  readonly give: readonly UserId[];
  readonly deny: readonly UserId[];
}

/** A portal of four: bob has access, carol has not, eve is disabled, and dave was invited but has not joined. */
function world(over: { mayShare?: boolean; isOnlyVerified?: boolean } = {}) {
  const saved: Saved[] = [];
  let failing: ErrorCode | null = null;
  let isClosed = false;
  let isLeft = false;
  let held: PromiseWithResolvers<void> | null = null;
  const hold = () => {
    held = Promise.withResolvers<void>();
    return held;
  };
  const contacts: Contact[] = [
    contactOf(alice, "Alice", { type: "Owner", isSelf: true }),
    contactOf(bob, "Bob"),
    contactOf(carol, "Carol"),
    contactOf(eve, "Eve", { isDisabled: true }),
  ];
  const core: ShareCore = {
    readSharing: async () => ({
      owner: alice,
      ownerName: "Alice",
      people: [{ user: bob, name: "Bob", isPending: false }],
      mayShare: over.mayShare ?? true,
    }),
    async saveSharing({ give, deny }) {
      await held?.promise;
      if (failing) throw new AppError(failing);
      saved.push({ give, deny });
    },
    listContacts: async () => contacts,
    listInvitations: async () => [invitationOf("dave@example.org")],
    readPortalSettings: async () => ({ isOnlyVerified: over.isOnlyVerified ?? false }),
    invite: async () => ({ ...invitationOf(null), link: "https://portal.example/invite#secret" }),
  };
  const open = async () => {
    show(
      <ShareDialog
        origin={origin}
        node={node}
        name="Plan.docx"
        core={core}
        onClose={() => {
          isLeft = true;
        }}
        onSaved={() => {
          isClosed = true;
        }}
      />,
    );
    await settle();
  };
  const failWith = (code: ErrorCode) => {
    failing = code;
  };
  return { open, saved, failWith, isClosed: () => isClosed, isLeft: () => isLeft, hold };
}

const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

function choose(who: string, access: string): void {
  const select = findAll("select").find((each) => each.id === labelled(`Access of \u2068${who}\u2069`));
  if (!(select instanceof HTMLSelectElement)) throw new Error(`no choice for ${who}`);
  select.value = access;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

const labelled = (words: string) =>
  findAll("label")
    .find((label) => label.textContent === words)
    ?.getAttribute("for");

afterEach(clear);

describe("the Share dialog", () => {
  it("is not left while it saves: nothing of that is called off by it", async () => {
    const { open, hold, saved, isClosed, isLeft } = world();
    await open();
    click(button("Add \u2068Carol\u2069"));
    const saving = hold();
    click(button("Save"));
    await settle();
    expect(button("Cancel").getAttribute("aria-disabled")).toBe("true");
    click(button("Cancel"));
    click(button("Close"));
    find("dialog").dispatchEvent(new Event("cancel", { cancelable: true }));
    expect(isLeft()).toBe(false);
    saving.resolve();
    await settle();
    expect([saved.length, isClosed(), isLeft()]).toEqual([1, true, false]);
  });

  it("is left without saving by Cancel", async () => {
    const { open, saved, isLeft } = world();
    await open();
    click(button("Cancel"));
    expect([isLeft(), saved]).toEqual([true, []]);
  });

  it("gives carol Full Access by default, and only after Save", async () => {
    const { open, saved, isClosed } = world();
    await open();
    click(button("Add \u2068Carol\u2069"));
    expect(find("[data-testid=share-people]").textContent).toContain("Carol");
    expect(saved).toEqual([]);
    click(button("Save"));
    await settle();
    expect(saved).toEqual([{ give: [carol], deny: [] }]);
    expect(isClosed()).toBe(true);
  });

  it("says what a denial does, and denies bob only after Save", async () => {
    const { open, saved } = world();
    await open();
    choose("Bob", "DenyAccess");
    await settle();
    expect(find("[data-testid=share-people]").textContent).toContain("closes for \u2068Bob\u2069 now");
    expect(saved).toEqual([]);
    click(button("Save"));
    await settle();
    expect(saved).toEqual([{ give: [], deny: [bob] }]);
  });

  it("shows those who cannot be added with the reason, and no way to add them", async () => {
    const { open } = world();
    await open();
    const candidates = find("[data-testid=share-candidates]");
    expect(candidates.textContent).toContain("Disabled");
    expect(candidates.textContent).toContain("dave@example.org");
    expect(candidates.textContent).toContain("without keys yet");
    expect([...candidates.querySelectorAll("button")].map((each) => each.getAttribute("aria-label"))).toEqual(
      ["Add \u2068Carol\u2069"],
    );
  });

  it("adds nobody whose keys were not compared where the portal asks for it", async () => {
    const { open } = world({ isOnlyVerified: true });
    await open();
    const candidates = find("[data-testid=share-candidates]");
    expect(candidates.textContent).toContain("Compare safety numbers first");
    expect(candidates.querySelector("button")).toBeNull();
  });

  it("finds by name and address", async () => {
    const { open } = world();
    await open();
    type(find("input"), "carol@");
    expect(find("[data-testid=share-candidates]").textContent).toContain("Carol");
    type(find("input"), "nobody");
    expect(find("[data-testid=share]").textContent).toContain("Nobody of this name");
  });

  it("offers a way to invite who is missing, with a link that is shown once", async () => {
    const { open } = world();
    await open();
    click(button("Invite by link"));
    await settle();
    expect((find("[data-testid=invite-link] input") as HTMLInputElement).value).toContain("/invite#");
  });

  it("stays open and says why when it could not be saved", async () => {
    const { open, failWith, isClosed } = world();
    await open();
    failWith("OFFLINE");
    click(button("Add \u2068Carol\u2069"));
    click(button("Save"));
    await settle();
    expect(find("[role=alert]").textContent).toContain("cannot be reached");
    expect(isClosed()).toBe(false);
  });

  it("only shows who has access to whom it was shared with", async () => {
    const { open } = world({ mayShare: false });
    await open();
    expect(document.querySelector("select")).toBeNull();
    expect(findAll("button").some((each) => each.textContent === "Save")).toBe(false);
    expect(find("[data-testid=share-people]").textContent).toContain("Bob");
  });

  it("has nothing that axe objects to", async () => {
    const { open } = world();
    await open();
    expect(await objections()).toEqual([]);
  });
});
