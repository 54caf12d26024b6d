import { toBase64Url } from "../../shared/bytes.ts";
import { SIGNATURE_BYTES } from "../../shared/crypto/verify.ts";
import type { EntryHash, NodeId, PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import { type ParsedEntry, parseEntry } from "../../shared/log/entry.ts";
import type { Operation, OperationName } from "../../shared/log/operations.ts";
import { readMeta } from "../files/node-meta.ts";
import { readProfilesOrNone } from "../people/profiles.ts";
import { factsOf, type HistoryFact, type HistoryNames, namesFor } from "./history-facts.ts";
import { readEntries } from "./log-store.ts";
import type { OpenSpace } from "./open-space.ts";
import { freshPortal } from "./portal-session.ts";
import { freshSpace } from "./sync-space.ts";

/** Who did what when in a space, from its verified log. Newest first. */

export interface HistoryLine {
  readonly seq: number;
  readonly hash: EntryHash;
  readonly timeMs: number;
  readonly author: UserId;
  readonly authorName: string | null;
  readonly op: OperationName;
  readonly operation: Operation;
  /** What the node is called now, where the entry is about one and its name opens. */
  readonly node: NodeId | null;
  readonly nodeName: string | null;
  /** Whom it is about, and what it changed. */
  readonly facts: readonly HistoryFact[];
}

export interface HistoryOf {
  readonly origin: PortalOrigin;
  /** The portal's own log when missing. */
  readonly space?: SpaceId;
}

interface Found {
  readonly entries: readonly ParsedEntry[];
  readonly names: HistoryNames;
  readonly space: OpenSpace | null;
}

/** What this browser keeps of a log was verified before it was kept. */
async function find({ origin, space: id }: HistoryOf): Promise<Found> {
  const space = id === undefined ? null : await freshSpace(origin, id);
  const portal = space?.session ?? (await freshPortal(origin));
  const head = space?.state.head ?? portal.state.head;
  const wires = (await readEntries(origin, space?.space ?? portal.portalId)).slice(0, head.seq + 1);
  const entries = await Promise.all(wires.map(parseEntry));
  const profiles = await readProfilesOrNone(portal);
  return { entries, names: await namesFor(origin, portal, profiles, entries), space };
}

export async function readHistory(input: HistoryOf): Promise<HistoryLine[]> {
  const { entries, names, space } = await find(input);
  const lines = await Promise.all(entries.map((entry) => entryToLine(entry, names, space)));
  return lines.reverse();
}

async function entryToLine(
  entry: ParsedEntry,
  names: HistoryNames,
  space: OpenSpace | null,
): Promise<HistoryLine> {
  const { seq, hash, timeMs, author, operation } = entry;
  const authorName = names.profiles.get(author)?.name ?? null;
  const node = "node" in operation ? operation.node : null;
  const nodeName = node && space ? await readName(space, node) : null;
  const about = { node, nodeName, facts: factsOf(entry, names) };
  return { seq, hash, timeMs, author, authorName, op: operation.op, operation, ...about };
}

async function readName(space: OpenSpace, node: NodeId): Promise<string | null> {
  const state = space.state.nodes.get(node);
  return state ? ((await readMeta(space, state).catch(() => null))?.name ?? null) : null;
}

/** With the signature of each entry and the key that it is checked with. Save it with pages/shell/save-locally.ts. */
export async function exportHistory(input: HistoryOf & { format: "json" | "csv" }): Promise<Blob> {
  const { entries, names } = await find(input);
  const rows = entries.map((entry) => toRow(entry, names));
  if (input.format === "json") return new Blob([JSON.stringify(rows, null, 1)], { type: "application/json" });
  const columns = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  const table = rows.map(inWords).map((row) => columns.map((name) => cell(row[name])).join(","));
  const lines = [columns.join(","), ...table];
  return new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" });
}

type Row = ReturnType<typeof toRow>;

function toRow(entry: ParsedEntry, names: HistoryNames) {
  const { seq, hash, timeMs, author, operation, wire } = entry;
  const key = names.portal.state.users.get(author)?.bundle.signPublic;
  return {
    ...{ seq, hash, time: new Date(timeMs).toISOString(), author },
    authorName: names.profiles.get(author)?.name ?? "",
    authorKey: key ? toBase64Url(key) : "",
    ...{ operation: operation.op, about: factsOf(entry, names) },
    /** As docs/format.md has it: the signature is over the label of entries and this payload. */
    signature: toBase64Url(wire.slice(0, SIGNATURE_BYTES)),
    entry: toBase64Url(wire.slice(SIGNATURE_BYTES)),
  };
}

/** What people have named must not be taken for a formula. */
function inWords(row: Row): Readonly<Record<keyof Row, string | number>> {
  return { ...row, authorName: plain(row.authorName), about: plain(row.about.map(factInWords).join("; ")) };
}

/** The same in every language, for a table. */
function factInWords(fact: HistoryFact): string {
  switch (fact.kind) {
    case "person":
      return [fact.name ?? fact.user, ...(fact.level === null ? [] : [fact.level])].join(": ");
    case "group":
      return fact.name ?? fact.group;
    case "level":
      return fact.level;
    case "type":
      return fact.type;
    case "address":
      return fact.email;
    case "inviter":
      return `by ${fact.name ?? fact.user}`;
    case "setting":
      return `${fact.setting}: ${fact.value}`;
    case "added":
    case "removed":
      return `${fact.kind} ${fact.name ?? fact.user}`;
    case "downloads":
      return fact.isDenied ? "downloads denied to Viewers" : "downloads allowed to Viewers";
  }
}

/** RFC 4180. */
const cell = (value: string | number): string =>
  /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

/**
 * What a spreadsheet would take for a formula is made a text. Where commas are decimal it splits a line at semicolons, and
 * quotes at the beginning of a piece are none of its text. Signs of double width count as signs, too.
 */
const plain = (text: string): string => text.replace(/(^|;)(?=[\s"]*[=+\-@＝＋－＠]|[\t\r])/g, "$1'");
