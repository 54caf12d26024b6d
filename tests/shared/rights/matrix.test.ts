import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CONDITIONS } from "../../../shared/rights/conditions.ts";
import { MATRIX, MATRIX_RIGHTS, type MatrixRow } from "../../../shared/rights/matrix.ts";
import { USER_TYPE_TITLES, USER_TYPES } from "../../../shared/rights/user-types.ts";

const facts = new URL("../../../../shared/", import.meta.url);
const hasFacts = existsSync(new URL("rights.json", facts));
const whyNot = hasFacts ? "" : " (skipped: the folder with the user's documents is not beside the project)";
const rows: readonly MatrixRow[] = MATRIX_RIGHTS.map((right) => MATRIX[right]);

interface SourceRow {
  readonly n: number;
  readonly section: string;
  readonly row: string;
  readonly owner: boolean;
  readonly docspaceAdmin: boolean;
  readonly roomAdmin: boolean;
  readonly user: boolean;
  readonly guest: boolean;
}

/** Cells that are no by type alone, and yes for a Room manager: rows 15, 16 and 17. */
const GRANTED_BY_ROLE = ["15 RoomAdmin"].concat(
  [16, 17].flatMap((n) => ["Owner", "DocSpaceAdmin", "RoomAdmin"].map((type) => `${n} ${type}`)),
);

describe("the access-rights table", () => {
  it("has the document's 51 rows, numbered in order", () => {
    expect(rows.map((row) => row.n)).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
  });

  it("has the document's rows in each section", () => {
    const counts = new Map<string, number>();
    for (const { section } of rows) counts.set(section, (counts.get(section) ?? 0) + 1);
    expect([...counts]).toEqual([
      ["Documents", 1],
      ["Rooms", 18],
      ["Archive", 9],
      ["Trash", 1],
      ["Contacts", 17],
      ["Groups", 2],
      ["File management settings", 1],
      ["DocSpace settings", 2],
    ]);
  });

  it("keeps its cells: so many granted, refused and conditional for each type", () => {
    const count = (type: (typeof USER_TYPES)[number], test: (cell: string) => boolean) =>
      rows.filter((row) => test(row.cells[type])).length;
    const counts = USER_TYPES.map((type) => [
      type,
      count(type, (cell) => cell === "yes"),
      count(type, (cell) => cell === "no"),
      count(type, (cell) => cell !== "yes" && cell !== "no"),
    ]);
    expect(counts).toMatchInlineSnapshot(`
      [
        [
          "Owner",
          13,
          3,
          35,
        ],
        [
          "DocSpaceAdmin",
          11,
          8,
          32,
        ],
        [
          "RoomAdmin",
          2,
          24,
          25,
        ],
        [
          "User",
          0,
          43,
          8,
        ],
        [
          "Guest",
          0,
          45,
          6,
        ],
      ]
    `);
  });

  it("has a title of its own for every row", () => {
    expect(new Set(rows.map((row) => row.title)).size).toBe(51);
  });

  it("names only conditions that exist", () => {
    const cells = rows.flatMap((row) => USER_TYPES.map((type) => row.cells[type]));
    expect(
      cells.filter((cell) => cell !== "yes" && cell !== "no" && !Object.hasOwn(CONDITIONS, cell)),
    ).toEqual([]);
  });

  it("uses every condition", () => {
    const used = new Set<string>(rows.flatMap((row) => USER_TYPES.map((type) => row.cells[type])));
    expect(Object.keys(CONDITIONS).filter((name) => !used.has(name))).toEqual([]);
  });

  it("does not compile with a cell missing or misspelt", () => {
    const cells = { Owner: "yes", DocSpaceAdmin: "yes", RoomAdmin: "yes", User: "no" } as const;
    const place = { n: 1, section: "Rooms", title: "a", on: ["room"] } as const;
    // @ts-expect-error the Guest cell is missing
    const withoutGuest = { ...place, cells } satisfies MatrixRow;
    // @ts-expect-error no such condition
    const misspelt = { ...place, cells: { ...cells, Guest: "sometimes" } } satisfies MatrixRow;
    // @ts-expect-error no such kind of object
    const ofNothing = { ...place, on: ["cupboard"], cells: { ...cells, Guest: "no" } } satisfies MatrixRow;
    expect([withoutGuest, misspelt, ofNothing]).toHaveLength(3);
  });
});

describe.skipIf(!hasFacts)(`the access-rights table against the user's document${whyNot}`, () => {
  const read = (path: string) => (hasFacts ? readFileSync(new URL(path, facts), "utf8") : "[]");
  const source: SourceRow[] = JSON.parse(read("rights.json"));

  it.each(source)("row $n says what was found: $row", (expected) => {
    const row = rows[expected.n - 1];
    expect(row?.title).toBe(expected.row);
    expect(row?.section).toBe(expected.section);
    const granted = {
      Owner: expected.owner,
      DocSpaceAdmin: expected.docspaceAdmin,
      RoomAdmin: expected.roomAdmin,
      User: expected.user,
      Guest: expected.guest,
    };
    for (const type of USER_TYPES) {
      const isByRole = GRANTED_BY_ROLE.includes(`${expected.n} ${type}`);
      if (isByRole) expect([granted[type], row?.cells[type]]).toEqual([false, "roomManager"]);
      else expect(row?.cells[type] !== "no").toBe(granted[type]);
    }
  });

  it("has the document's columns, sections and titles, in its order", () => {
    const lines = read("seeds/access-rights.txt").split("\n");
    const texts = lines
      .map((line) => /^\| (\S.*) \|$/.exec(line.trimEnd())?.[1] ?? "")
      .filter((text) => text !== "");
    const body = rows.flatMap((row, index) => {
      const isFirst = rows[index - 1]?.section !== row.section;
      return isFirst && row.section !== row.title ? [row.section, row.title] : [row.title];
    });
    expect(texts).toEqual(["Section\\User type", ...body]);
    const columns = USER_TYPES.map((type) => `${USER_TYPE_TITLES[type]} |`);
    expect(lines.slice(2, 7).map((line) => line.trimEnd())).toEqual(columns);
  });
});
