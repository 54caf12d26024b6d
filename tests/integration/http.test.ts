import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { type Bytes, concat, equalBytes, parseBase64Url, randomBytes } from "../../shared/bytes.ts";
import { PART_SIZE_BYTES } from "../../shared/crypto/stream-header.ts";
import { createNodeId, parseBlobId, parsePortalOrigin } from "../../shared/ids.ts";
import { replayPortal } from "../../shared/log/portal-state.ts";
import { replaySpace } from "../../shared/log/replay.ts";
import { signIn } from "../support/accounts.ts";
import { ask, codeOf, type Door, get } from "../support/ask.ts";
import type { Client } from "../support/client.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { world } from "../support/world.ts";

const PRIVATE_ADDRESSES = [
  "/",
  "/private",
  "/rooms",
  "/rooms/q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s",
  "/files/q6urq6urq6urq6urq6urqw",
  "/invite",
  "/setup",
];

describe("the Worker over real HTTP", () => {
  let server: TestServer;
  let door: Door;
  let alice: Client;
  let mallory: Client;
  beforeAll(async () => {
    server = await startServer();
    door = {
      origin: parsePortalOrigin(server.url),
      fetch: (path, init) => fetch(new URL(path, server.url), init),
      sql: (text, ...values) => server.rows(text, ...values),
    };
    ({ alice, mallory } = await world(door, parseBase64Url(server.setupToken)));
  });
  afterAll(() => server.close());

  it("takes a proof for the address at which it is reached, and for no other (A73)", async () => {
    expect((await signIn(door, alice.account)).user).toBe(alice.person.user);
    const elsewhere = { ...door, origin: parsePortalOrigin("http://127.0.0.1:1") };
    await expect(signIn(elsewhere, alice.account)).rejects.toThrow("LOGIN_REFUSED");
  });

  it("keeps a file, gives it back in any range, and a log that replays", async () => {
    const node = createNodeId();
    const { header, parts, record } = await alice.seal(new Uint8Array(9_000_000).fill(5), { node });
    const blob = await alice.announce(header);
    for (const [part, body] of parts.entries())
      expect((await alice.putPart(blob, part, body)).status).toBe(204);
    const version = { ...record, blob: parseBlobId(blob) };
    const meta = await alice.meta("film.bin", { node });
    const put = { op: "file.put", node, parent: null, revision: 1, meta, version } as const;
    expect(await codeOf(alice.append(put))).toBe("200");
    const whole = concat(...parts);
    const bytesOf = async (range?: string): Promise<Bytes> => {
      const headers = range === undefined ? {} : { range };
      return new Uint8Array(
        await (await alice.ask("getContent", { params: { blob }, headers })).arrayBuffer(),
      );
    };
    expect(equalBytes(await bytesOf(), whole)).toBe(true);
    const [from, to] = [PART_SIZE_BYTES - 3, PART_SIZE_BYTES + 3];
    expect(await bytesOf(`bytes=${from}-${to}`)).toEqual(whole.slice(from, to + 1));

    const body = { space: null, from: 0, portalFrom: 0 };
    const log = await get(door, "openFile", { token: alice.token, params: { node }, body });
    const portal = await replayPortal(log.portal.entries.map(parseBase64Url));
    const state = await replaySpace({ portal, space: alice.space }, log.entries.map(parseBase64Url));
    expect(state.nodes.get(node)?.versions).toMatchObject([{ blob, number: 1 }]);
  });

  it("lets one of ten win who append at once", async () => {
    const entries = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const node = createNodeId();
        const meta = await mallory.meta("Folder", { node });
        return mallory.sign({ op: "folder.put", node, parent: null, revision: 1, meta });
      }),
    );
    const codes = await Promise.all(entries.map((entry) => codeOf(mallory.send(entry))));
    expect(codes.filter((code) => code === "200")).toHaveLength(1);
    expect(codes.filter((code) => code === "HEAD_MOVED")).toHaveLength(9);
  });

  it("refuses a body that does not say its length once it is longer than a part", async () => {
    const { header } = await alice.seal(randomBytes(3), { node: createNodeId() });
    const blob = await alice.announce(header);
    const body = new Blob([new Uint8Array(12_000_000)]).stream();
    const init = { method: "PUT", headers: { authorization: `Bearer ${alice.token}` }, body, duplex: "half" };
    // The server may hang up while we still send: that is a refusal too.
    const code = await codeOf(door.fetch(`/api/blobs/${blob}/parts/0`, init as RequestInit)).catch(
      () => "closed",
    );
    expect(["BODY_TOO_LARGE", "closed"]).toContain(code);
    expect(await get(door, "getBlob", { token: alice.token, params: { blob } })).toMatchObject({ parts: [] });
  });

  it("refuses other web pages and answers an extension with a session", async () => {
    const origin = "chrome-extension://hbamajnhgjaahgblicjdgaamndmmhaaf";
    const evil = ask(door, "listSpaces", { token: alice.token, headers: { origin: "https://evil.example" } });
    expect(await codeOf(evil)).toBe("ORIGIN_REFUSED");
    const reply = await alice.ask("listSpaces", { headers: { origin } });
    expect(reply.headers.get("access-control-allow-origin")).toBe(origin);
  });

  it.each(PRIVATE_ADDRESSES)("shows the portal's page at %s", async (path) => {
    const reply = await door.fetch(path);
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-security-policy")).toContain("default-src 'none'");
    const page = await reply.text();
    expect(page).toContain('<meta name="strongroom-portal" content="1"');
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son[a-z]+=|style="/);
  });

  it("says plainly that there is nothing at another address", async () => {
    const reply = await door.fetch("/files/..%2f..%2fsecret");
    expect(reply.status).toBe(404);
    expect(await reply.text()).toContain("There is nothing at this address");
  });

  it("sweeps on schedule", async () => {
    const { header, parts } = await alice.seal(randomBytes(3), { node: createNodeId() });
    const blob = await alice.announce(header);
    await alice.putPart(blob, 0, parts[0]!);
    const scheduledTime = new Date(Date.now() + 25 * 3_600_000);
    await server.worker.scheduled({ cron: "17 * * * *", scheduledTime });
    expect((await server.blobs()).map(({ key }) => key)).not.toContain(`blobs/${blob}/0`);
  });

  it("has the platform log no requests of itself: their addresses hold ids (A76)", () => {
    const { observability } = unstable_readConfig({ config: "wrangler.toml" });
    expect(observability).toEqual({
      enabled: true,
      redact_query_string: true,
      logs: { invocation_logs: false },
      traces: { enabled: false },
    });
  });

  it("logs no id, address, token or name (A76)", async () => {
    const text = server.logs().join("\n");
    expect(text).toContain('"route":"appendEntry"');
    for (const secret of [
      alice.token,
      alice.space,
      alice.person.user,
      "example.org",
      "film",
      server.setupToken,
    ])
      expect(text).not.toContain(secret);
  });
});
