import { afterEach, describe, expect, it } from "vitest";
import { ConfirmDialog } from "../../../../extension/ui/overlays/ConfirmDialog.tsx";
import { Dialog } from "../../../../extension/ui/overlays/Dialog.tsx";
import { button, clear, click, find, findAll, focus, press, show } from "../../../support/show.tsx";

const opener = <button type="button">Delete</button>;

function ask(over: { isPending?: boolean; problem?: string } = {}): string[] {
  const answers: string[] = [];
  show(opener);
  focus(button("Delete"));
  show(
    <>
      {opener}
      <ConfirmDialog
        title="Delete 2 items?"
        action="Delete for good"
        isDanger
        onConfirm={() => answers.push("confirmed")}
        onCancel={() => answers.push("cancelled")}
        {...over}
      >
        <p>This cannot be undone.</p>
      </ConfirmDialog>
    </>,
  );
  return answers;
}

describe("dialog", () => {
  afterEach(clear);

  it("is modal and named by its title", () => {
    ask();
    const dialog = find("dialog");
    expect(dialog.hasAttribute("open")).toBe(true);
    const titleId = dialog.getAttribute("aria-labelledby") ?? "";
    expect(document.getElementById(titleId)?.textContent).toBe("Delete 2 items?");
  });

  it("begins at Cancel when it asks before a loss", () => {
    ask();
    expect(document.activeElement?.textContent).toBe("Cancel");
  });

  it("begins in its field when it has one", () => {
    show(
      <Dialog title="Name" onClose={() => {}} footer={<button type="button">Cancel</button>}>
        <input aria-label="Name" />
      </Dialog>,
    );
    expect(document.activeElement?.tagName).toBe("INPUT");
  });

  it("asks its page to close on Esc, and closes nothing by itself", () => {
    const answers = ask();
    press("Escape");
    expect(answers).toEqual(["cancelled"]);
    expect(findAll("dialog[open]")).toHaveLength(1);
  });

  it("gives the focus back to what opened it", () => {
    ask();
    show(opener);
    expect(document.activeElement).toBe(button("Delete"));
  });

  it("does not confirm twice while it works", () => {
    const answers = ask({ isPending: true });
    click(button("Delete for good"));
    expect(answers).toEqual([]);
    expect(button("Delete for good").getAttribute("aria-busy")).toBe("true");
  });

  it("says why the last try failed", () => {
    ask({ problem: "The portal cannot be reached." });
    expect(find("dialog [role=alert]").textContent).toBe("The portal cannot be reached.");
  });
});
