import { render } from "preact";
import { type Locale, LocaleContext } from "../../../ui/locale.ts";
import { ConfirmDialog } from "../../../ui/overlays/ConfirmDialog.tsx";
import type { LinkGoal } from "./link-goal.ts";

type Address = LinkGoal & { readonly kind: "address" };

const openTab = (address: string): void => void window.open(address, "_blank", "noopener,noreferrer");

/** Names the address of a link, and opens it in a tab of its own when the person says so. One question at a time. */
export class LinkQuestion {
  readonly #root = document.createElement("div");
  readonly #locale: Locale;
  readonly #onEnd: () => void;

  /** @param onEnd the question was answered: the focus goes back to the grid */
  constructor(element: HTMLElement, locale: Locale, onEnd: () => void) {
    this.#locale = locale;
    this.#onEnd = onEnd;
    element.append(this.#root);
  }

  ask({ address, host }: Address): void {
    const { sheet } = this.#locale.strings.document;
    const end = (): void => {
      render(null, this.#root);
      this.#onEnd();
    };
    const open = (): void => {
      end();
      openTab(address);
    };
    render(
      <LocaleContext.Provider value={this.#locale}>
        <ConfirmDialog title={sheet.linkQuestion} action={sheet.linkOpen} onConfirm={open} onCancel={end}>
          <p>{sheet.linkLeads(host === "" ? address : host)}</p>
          <p class="xlsx-link-address" dir="ltr">
            {address}
          </p>
        </ConfirmDialog>
      </LocaleContext.Provider>,
      this.#root,
    );
  }

  dispose(): void {
    render(null, this.#root);
    this.#root.remove();
  }
}
