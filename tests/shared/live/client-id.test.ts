import { describe, expect, it } from "vitest";
import { createNodeId, parseSpaceId } from "../../../shared/ids.ts";
import { CLIENT_SALT_MAX, clientIdOf, createClientId, isClientOf } from "../../../shared/live/client-id.ts";
import { people } from "../../support/people.ts";

const { alice, bob } = await people();
const space = parseSpaceId("A".repeat(43));
const node = createNodeId();
const ofAlice = { space, node, author: alice.user };

describe("the number under which a page writes", () => {
  it("is this person's and nobody else's, in this document and no other", async () => {
    const client = await createClientId(ofAlice);
    expect(await isClientOf(ofAlice, client)).toBe(true);
    expect(await isClientOf({ ...ofAlice, author: bob.user }, client)).toBe(false);
    expect(await isClientOf({ ...ofAlice, node: createNodeId() }, client)).toBe(false);
  });

  it("fits into what a shared state can count", async () => {
    expect(Number.isSafeInteger(await clientIdOf(ofAlice, CLIENT_SALT_MAX))).toBe(true);
  });

  it.each([0, 1, 2 ** 29 - 1, 2 ** 32, 2 ** 53, -1, 1.5])("is not %d", async (client) => {
    expect(await isClientOf(ofAlice, client)).toBe(false);
  });
});
