import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SetupSteps } from "../../../../extension/pages/welcome/SetupSteps.tsx";
import { readPendingSetup } from "../../../../extension/vault/setup.ts";
import { parsePortalOrigin } from "../../../../shared/ids.ts";
import { memory } from "../../../support/memory-browser.ts";
import { objections } from "../../../support/page-axe.ts";
import { clear, during, find, findAll, show, type } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

const origin = parsePortalOrigin("http://127.0.0.1:8787");

beforeEach(() => {
  memory.reset();
  history.replaceState(null, "");
});
afterEach(clear);

const title = (): string => document.querySelector("h1")?.textContent ?? "";
const asked = (words: string) => until(words, async () => title().includes(words));

function open(): void {
  show(<SetupSteps origin={origin} onDone={() => undefined} onSignIn={() => undefined} />);
}

function submit(): void {
  during(() => find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })));
}

async function answerTo(words: string, text: string): Promise<void> {
  await asked(words);
  type(find("input"), text);
  submit();
}

describe("setup", () => {
  it("asks one thing after the other and has nothing that axe objects to", async () => {
    open();
    await asked("name");
    expect(await objections()).toEqual([]);
    await answerTo("name", "Alice");
    await asked("e-mail");
    expect(await objections()).toEqual([]);
    await answerTo("e-mail", "alice@example.org");
    await asked("passphrase");
    expect(await objections()).toEqual([]);
  });

  it("does not go on without an answer", async () => {
    open();
    await asked("name");
    submit();
    expect(title()).toContain("name");
    await answerTo("name", "Alice");
    await asked("e-mail");
    type(find("input"), "alice");
    submit();
    expect(title()).toContain("e-mail");
  });

  it.each([
    ["alice", "no “@”"],
    ["alice@", "missing before or after"],
    ["alice@home@example.org", "more than one “@”"],
    ["alice anders@example.org", "no spaces"],
  ])("says what is wrong with the address %s, once it was tried", async (text, words) => {
    open();
    await answerTo("name", "Alice");
    await asked("e-mail");
    type(find("input"), text);
    expect(document.querySelector(".field-problem")).toBeNull();
    submit();
    expect(find(".field-problem").textContent).toContain(words);
    type(find("input"), "alice@example.org");
    expect(document.querySelector(".field-problem")).toBeNull();
  });

  it.each([
    ["correct horse battery staple", "well-known"],
    ["alice@example 1865", "Your name"],
  ])("says why it does not take %s", async (text, words) => {
    open();
    await answerTo("name", "Alice");
    await answerTo("e-mail", "alice@example.org");
    await asked("passphrase");
    type(find("input"), text);
    await until("the reason", async () => find(".field").textContent?.includes(words));
  });

  it("writes neither name nor address into the history", async () => {
    open();
    await answerTo("name", "Alice");
    await answerTo("e-mail", "alice@example.org");
    await asked("passphrase");
    expect(JSON.stringify(history.state)).not.toContain("lice");
  });

  it("makes no keys for a passphrase that is easy to guess or typed in two ways", async () => {
    open();
    await answerTo("name", "Alice");
    await answerTo("e-mail", "alice@example.org");
    await asked("passphrase");
    const [first, second] = findAll("input");
    type(first!, "passwordpassword");
    type(second!, "passwordpassword");
    await until("the verdict", async () => find("[data-testid=strength-meter]").dataset.score !== "none");
    submit();
    expect(await readPendingSetup(origin)).toBeNull();
    type(first!, "lantern orbit velvet marmalade");
    type(second!, "lantern orbit velvet");
    await until("a strong verdict", async () => find("[data-testid=strength-meter]").dataset.score === "4");
    submit();
    expect(await readPendingSetup(origin)).toBeNull();
  });
});
