import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { randomBytes } from "../../shared/bytes.ts";
import { world } from "../support/world.ts";
import { openDoor } from "./door.ts";

/** Tables that grow with everything that anybody ever stored. */
const GROWING = /\bSCAN (entries|nodes|blobs|versions|parts|lockboxes|memberships|sessions)\b/;

/** The database, and how it looked for the rows of each query that it was asked. */
function watched(db: D1Database) {
  const asked = new Map<string, unknown[]>();
  const prepare = (text: string): D1PreparedStatement => {
    const statement = db.prepare(text);
    const bind = statement.bind.bind(statement);
    statement.bind = (...values) => {
      asked.set(text, values);
      return bind(...values);
    };
    return statement;
  };
  const plans = () =>
    Promise.all(
      [...asked].map(async ([text, values]) => {
        const plan = db.prepare(`explain query plan ${text}`).bind(...values);
        const { results } = await plan.all<{ detail: string }>();
        return { text, scan: results.map(({ detail }) => detail).find((detail) => GROWING.test(detail)) };
      }),
    );
  return {
    db: new Proxy(db, { get: (_, name) => (name === "prepare" ? prepare : method(db, name)) }),
    plans,
  };
}

const method = (db: D1Database, name: string | symbol) =>
  (Reflect.get(db, name) as (...values: unknown[]) => unknown).bind(db);

it("finds what it needs by an index, however much there is", async () => {
  const { db, plans } = watched(env.DB);
  const door = await openDoor({ DB: db });
  const { alice } = await world(door);
  const { node } = await alice.createFile("a.docx", randomBytes(3));
  await alice.saveVersion(node, 2, randomBytes(3));
  const folder = await alice.createFolder("Folder");
  const meta = await alice.meta("a.docx", { node, parent: folder, revision: 3 });
  await alice.append({ op: "node.move", node, parent: folder, revision: 3, meta });
  await alice.append({ op: "node.delete", node: folder });
  await door.sweepAt(Date.now());
  const seen = await plans();
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.filter(({ scan }) => scan)).toEqual([]);
});
