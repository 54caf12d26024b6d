import { afterEach, describe, expect, it } from "vitest";
import { KitForm } from "../../../../extension/pages/shell/KitForm.tsx";
import { createKitSecret, formatKit } from "../../../../shared/crypto/kit.ts";
import { clear, during, find, findAll, show, type } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

const kit = await formatKit(createKitSecret());
const replacing = (at: number, letter: string) => kit.slice(0, at) + letter + kit.slice(at + 1);

function enter(text: string): string[] {
  const tried: string[] = [];
  show(
    <KitForm
      isPending={false}
      error={null}
      retryAtMs={null}
      onBack={() => undefined}
      onSubmit={(secret) => tried.push(secret)}
    />,
  );
  type(find("input"), text);
  during(() => find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })));
  return tried;
}

const marked = (): number[] =>
  findAll("input").flatMap((input, index) =>
    input.getAttribute("aria-invalid") === "true" ? [index + 1] : [],
  );

afterEach(clear);

describe("the form for the recovery kit", () => {
  it("tries a kit that is whole", async () => {
    const tried = enter(kit);
    await until("the try", async () => tried.length === 1);
    expect(tried).toEqual([kit]);
  });

  it("marks the group with the wrong character and tries nothing", async () => {
    const tried = enter(replacing(10, kit[10] === "7" ? "8" : "7"));
    await until("the mark", async () => marked().length > 0);
    expect([marked(), tried]).toEqual([[3], []]);
    type(findAll("input")[2]!, kit.slice(10, 14));
    expect(marked()).toEqual([]);
  });

  it("says in a sentence that it does not fit where nothing tells more", async () => {
    const tried = enter(`7777-8888-${kit.slice(10)}`);
    await until("the sentence", async () => find("form").textContent?.includes("do not fit"));
    expect([marked(), tried]).toEqual([[], []]);
  });
});
