import { afterEach, beforeEach, expect, it } from "vitest";
import { PortalHeadLine } from "../../../../extension/pages/popup/PortalHeadLine.tsx";
import { PopupFrame } from "../../../../extension/ui/layout/PopupFrame.tsx";
import { parsePortalOrigin } from "../../../../shared/ids.ts";
import { memory } from "../../../support/memory-browser.ts";
import { objections } from "../../../support/page-axe.ts";
import { clear, show } from "../../../support/show.tsx";

beforeEach(() => memory.reset());
afterEach(clear);

it("says to everybody what the portal's check code is for, not only to who points at it", async () => {
  const origin = parsePortalOrigin("https://portal.example.org");
  show(
    <PopupFrame footer={<PortalHeadLine origin={origin} />}>
      <h1>Rooms</h1>
    </PopupFrame>,
  );
  expect(document.body.textContent).toContain("Check code of the portal");
  expect(document.body.textContent).toContain("At the same number, everybody should see the same code.");
  expect(await objections()).toEqual([]);
});
