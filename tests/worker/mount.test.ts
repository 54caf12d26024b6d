import { beforeEach, describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { CONTRACT, LIVE_PATH, type RouteName } from "../../shared/api/contract.ts";
import { randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { signIn } from "../support/accounts.ts";
import { ask, codeOf, get } from "../support/ask.ts";
import type { Client } from "../support/client.ts";
import { world } from "../support/world.ts";
import { openDoor, type WorkerDoor } from "./door.ts";

const NAMES = Object.keys(CONTRACT) as RouteName[];
const EXTENSIONS = [
  "chrome-extension://hbamajnhgjaahgblicjdgaamndmmhaaf",
  "moz-extension://0b5e9c1a-9d5e-4d7e-9c55-3c5a0a2f7d11",
];

describe("every route", () => {
  let door: WorkerDoor;
  let alice: Client;
  beforeEach(async () => {
    door = await openDoor();
    ({ alice } = await world(door));
  });

  const ID = { space: 32, node: 16, blob: 16, invitation: 16, group: 16, session: 32 } as const;
  /** Params of the right form for whatever the path names. */
  const paramsOf = (name: RouteName): Record<string, string | number> => {
    const { path } = CONTRACT[name];
    const ids = Object.entries(ID).flatMap(([key, size]) =>
      path.includes(`:${key}`) ? [[key, toBase64Url(randomBytes(size))]] : [],
    );
    const isPaged = ["getPortalLog", "getSpace"].includes(name);
    return {
      ...Object.fromEntries(ids),
      ...(path.includes(":part") ? { part: 0 } : {}),
      ...(isPaged ? { from: 0 } : {}),
      ...(name === "listGuests" ? { of: toBase64Url(randomBytes(16)) } : {}),
      ...(name === "listAllRooms" ? { archived: "no" } : {}),
    };
  };
  const needsPerson = (name: RouteName): boolean => !["anyone", "setup"].includes(CONTRACT[name].needs.who);

  it("tells its version", async () => {
    expect(await get(door, "health")).toEqual({ ok: true, version: packageJson.version });
  });

  it.each(NAMES.filter(needsPerson))("%s refuses whoever has no session", async (name) => {
    expect(await codeOf(ask(door, name, { params: paramsOf(name) }))).toBe("SESSION_MISSING");
  });

  it.each(NAMES)("%s refuses parts of the query that it does not know", async (name) => {
    const params = { ...paramsOf(name), k: "secret" };
    expect(await codeOf(ask(door, name, { token: alice.token, params }))).toBe("BODY_MALFORMED");
  });

  it.each(NAMES.filter((name) => CONTRACT[name].body !== null && CONTRACT[name].body !== "sealed"))(
    "%s refuses a body of another form",
    async (name) => {
      const { method, path } = CONTRACT[name];
      const at = Object.entries(paramsOf(name)).reduce(
        (p, [key, value]) => p.replace(`:${key}`, `${value}`),
        path as string,
      );
      const headers = { authorization: `Bearer ${alice.token}` };
      for (const body of ["", "{", "[]", "null", '{"x":1}', "\ud800", '{"__proto__":{}}'])
        expect(await codeOf(door.fetch(at, { method, headers, body }))).toBe("BODY_MALFORMED");
      const large = JSON.stringify({ x: "x".repeat(262_144) });
      expect(await codeOf(door.fetch(at, { method, headers, body: large }))).toBe("BODY_TOO_LARGE");
    },
  );

  it("refuses ids of another length or spelling", async () => {
    for (const space of [`${alice.space}A`, alice.space.slice(1), "..%2F..", "constructor"])
      expect(await codeOf(alice.ask("getSpace", { params: { space, from: 0 } }))).toBe("BODY_MALFORMED");
  });

  it("refuses `from` when it is no count, or comes twice", async () => {
    for (const from of ["-1", "1.5", "01", "", "x"])
      expect(await codeOf(alice.ask("getPortalLog", { params: { from } }))).toBe("BODY_MALFORMED");
    const headers = { authorization: `Bearer ${alice.token}` };
    expect(await codeOf(door.fetch("/api/portal/log?from=0&from=1", { headers }))).toBe("BODY_MALFORMED");
  });

  it("does not exist under another name, and takes no other method", async () => {
    expect(await codeOf(door.fetch("/api/nothing"))).toBe("NOT_FOUND");
    expect(await codeOf(door.fetch("/api/people", { method: "PUT" }))).toBe("METHOD_REFUSED");
    expect(await codeOf(door.fetch("/api/people", { method: "OPTIONS" }))).toBe("METHOD_REFUSED");
    expect(await codeOf(door.fetch("/private", { method: "POST" }))).toBe("METHOD_REFUSED");
  });

  it("says what went wrong as a code and the request's id, and nothing else", async () => {
    const reply = await ask(door, "listSpaces");
    expect(reply.status).toBe(401);
    const body = (await reply.json()) as { error: { requestId: string } };
    expect(body).toEqual({
      error: { code: "SESSION_MISSING", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    expect(door.logged.at(-1)).toContain(body.error.requestId);
  });

  it("answers a fault of ours with INTERNAL and no word of it", async () => {
    const { createApp } = await import("../../worker/app.ts");
    const broken = {
      prepare: () => {
        throw new Error("canary-detail");
      },
    };
    const reply = await createApp().request(
      `${door.origin}/api/setup`,
      {},
      { ...(await bindings()), DB: broken },
    );
    expect(reply.status).toBe(500);
    expect(await reply.clone().text()).not.toContain("canary");
    expect(await codeOf(reply)).toBe("INTERNAL");
    expect(door.logged.join()).not.toContain("canary");
  });
  const bindings = async () => (await import("cloudflare:workers")).env;

  it.each(EXTENSIONS)("lets the extension %s read an answer when it presents a session", async (origin) => {
    const reply = await alice.ask("listSpaces", { headers: { origin } });
    expect(reply.headers.get("access-control-allow-origin")).toBe(origin);
    expect(reply.headers.get("vary")).toBe("origin");
    const refused = await alice.ask("getSpace", { params: paramsOf("getSpace"), headers: { origin } });
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([404, origin]);
  });

  it.each(EXTENSIONS)("tells %s nothing by CORS without one", async (origin) => {
    const token = toBase64Url(randomBytes(32));
    for (const reply of [
      await ask(door, "health", { headers: { origin } }),
      await ask(door, "listSpaces", { headers: { origin }, token }),
    ])
      expect(reply.headers.get("access-control-allow-origin")).toBeNull();
  });

  it.each([
    "https://evil.example",
    "null",
    "http://portal.example",
    "https://portal.example.evil.example",
    "chrome-extension://x/y",
  ])("refuses a web page of the origin %s, session or not", async (origin) => {
    const reply = await alice.ask("listSpaces", { headers: { origin } });
    expect(reply.headers.get("access-control-allow-origin")).toBeNull();
    expect(await codeOf(reply)).toBe("ORIGIN_REFUSED");
  });

  it.each(["https://evil.example", "null", ...EXTENSIONS])(
    "answers no preflight of %s with permission, whatever the route",
    async (origin) => {
      const asks = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
      };
      const paths = [...NAMES.map((name) => CONTRACT[name].path), LIVE_PATH, "/api/nothing", "/private"];
      for (const path of paths) {
        const { ok, headers } = await door.fetch(path, { method: "OPTIONS", headers: { origin, ...asks } });
        expect([path, ok, [...headers.keys()].filter((name) => name.startsWith("access-control"))]).toEqual([
          path,
          false,
          [],
        ]);
      }
    },
  );

  it("takes the portal's own page", async () => {
    expect((await ask(door, "health", { headers: { origin: door.origin } })).status).toBe(200);
  });

  it("keeps a token out of every address: one in the query is no session (A12)", async () => {
    expect(await codeOf(door.fetch(`/api/spaces?token=${alice.token}`))).toBe("SESSION_MISSING");
  });

  it("carries the security headers whatever it answers", async () => {
    const replies = [
      await ask(door, "health"),
      await ask(door, "listSpaces"),
      await door.fetch("/api/nothing"),
      await door.fetch("/private"),
      await door.fetch("/nothing-here"),
    ];
    for (const { headers } of replies) {
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("permissions-policy")).toContain("camera=()");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
    }
    expect(replies[0]!.headers.get("cache-control")).toBe("no-store");
  });

  it("logs no id, address, token or name (A76)", async () => {
    const { node, version } = await alice.createFile("canary.bin", randomBytes(3));
    const { token } = await signIn(door, alice.account, "kit");
    await alice.open(node);
    expect(await codeOf(alice.ask("getContent", { params: { blob: version.blob } }))).toBe("200");
    await ask(door, "createChallenge", { body: { email: "canary@example.org", kind: "kit" } });
    const text = door.logged.join("\n");
    const { user } = alice.person;
    for (const secret of [
      token,
      alice.token,
      alice.space,
      user,
      node,
      version.blob,
      "example.org",
      "canary",
      "/api/",
    ])
      expect(text).not.toContain(secret);
    expect(JSON.parse(door.logged.at(-1)!)).toEqual({
      route: "createChallenge",
      status: 200,
      durationMs: expect.any(Number),
      requestId: expect.any(String),
    });
  });

  it("says so when the platform's limiter has had enough", async () => {
    const full = { limit: async () => ({ success: false }) };
    const { createApp } = await import("../../worker/app.ts");
    const reply = createApp().request(
      `${door.origin}/api/health`,
      {},
      { ...(await bindings()), READ_RATE: full },
    );
    expect(await codeOf(reply)).toBe("RATE_LIMITED");
  });
});
