import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type NodeId, parseNodeId, parseUserId, type UserId } from "../../shared/ids.ts";
import type { Level, RoomType } from "../../shared/rights/levels.ts";
import type { ArchivedRoomObject, RoomObject, Subject } from "../../shared/rights/objects.ts";
import type { UserType } from "../../shared/rights/user-types.ts";
import type { Demo, DemoPerson } from "../../tools/demo/story.ts";
import { startServer, type TestServer } from "./server.ts";

/** A portal with the people, rooms and files of the demo (tools/demo/story.ts), made by the extension's own code. */

export interface Resident extends DemoPerson {
  readonly user: UserId;
  readonly subject: Subject;
  readonly invitedBy: UserId | null;
}

export interface DemoPortal {
  readonly server: TestServer;
  readonly people: Readonly<Record<UserType, Resident>>;
  close(): Promise<void>;
}

/** What the story makes of a room; who is not named in `levels` is outside. */
export interface DemoRoom {
  readonly title: string;
  readonly owner: UserType;
  readonly roomType: RoomType;
  readonly levels: Readonly<Partial<Record<UserType, Level>>>;
  /** They are in it as members of a group. */
  readonly isByGroup?: true;
  readonly isArchived?: true;
  readonly isDownloadDenied?: true;
  /** A file in it, made by its owner. */
  readonly file?: string;
}

export const DEMO_ROOMS: readonly DemoRoom[] = [
  {
    ...{ title: "Contracts", owner: "RoomAdmin", roomType: "Collaboration", file: "Prices.xlsx" },
    levels: { User: "Editor", Guest: "Viewer" },
  },
  {
    ...{ title: "Board", owner: "Owner", roomType: "VirtualDataRoom", file: "Minutes.docx" },
    ...{ levels: { DocSpaceAdmin: "RoomManager", User: "Viewer" }, isDownloadDenied: true },
  },
  {
    ...{ title: "Launch", owner: "DocSpaceAdmin", roomType: "Custom", file: "Slides.pptx" },
    ...{ levels: { RoomAdmin: "Reviewer", User: "Reviewer" }, isByGroup: true },
  },
  {
    ...{ title: "Applications", owner: "RoomAdmin", roomType: "FormFilling" },
    levels: { User: "FormFiller" },
  },
  {
    ...{ title: "Last year", owner: "Owner", roomType: "Collaboration", file: "Summary.docx" },
    ...{ levels: { RoomAdmin: "ContentCreator" }, isArchived: true },
  },
];

/** What the story puts into Private Rooms. */
export interface DemoFile {
  readonly name: string;
  readonly owner: UserType;
  readonly sharedWith: readonly UserType[];
}

export const DEMO_FILES: readonly DemoFile[] = [
  { name: "Diary.docx", owner: "Owner", sharedWith: [] },
  { name: "Offer letter.docx", owner: "Owner", sharedWith: ["User"] },
  { name: "Plan.docx", owner: "User", sharedWith: ["Owner", "RoomAdmin"] },
];

const run = promisify(execFile);

export async function openDemoPortal(): Promise<DemoPortal> {
  const server = await startServer();
  try {
    const script = "tests/support/tell-story.ts";
    const { stdout } = await run(process.execPath, [script, server.url, server.setupToken]);
    const demo = JSON.parse(stdout) as Demo;
    return { server, people: await residents(server, demo), close: () => server.close() };
  } catch (cause) {
    await server.close();
    throw cause;
  }
}

async function residents(server: TestServer, { people }: Demo): Promise<DemoPortal["people"]> {
  const rows = await server.rows("select user, email, invited_by from users");
  const made = people.map((each): [UserType, Resident] => {
    const row = rows.find(({ email }) => email === each.email);
    const user = parseUserId(row?.user);
    const invitedBy = row?.invited_by === null ? null : parseUserId(row?.invited_by);
    return [
      each.type,
      { ...each, user, invitedBy, subject: { userId: user, type: each.type, isDisabled: false } },
    ];
  });
  return Object.fromEntries(made) as Record<UserType, Resident>;
}

/** The room as the tables see it when this person asks. */
export function roomObject(
  people: DemoPortal["people"],
  { owner, roomType, levels, isArchived, isDownloadDenied }: DemoRoom,
  type: UserType,
): RoomObject | ArchivedRoomObject {
  const level = levels[type] ?? null;
  const holdsKey = level !== null || owner === type;
  const facts = { ownerId: people[owner].user, roomType, level, holdsKey };
  return {
    kind: isArchived ? "archivedRoom" : "room",
    ...facts,
    isDownloadDenied: isDownloadDenied ?? false,
  };
}

/** Some file of a room. */
export async function nodeInRoom({ server, people }: DemoPortal, room: DemoRoom): Promise<NodeId> {
  const [row] = await server.rows(
    `select node from nodes join spaces using (space)
      where nodes.kind = 'file' and owner = ? and room_type = ? and is_archived = ?`,
    ...[people[room.owner].user, room.roomType, room.isArchived ? 1 : 0],
  );
  return parseNodeId(row?.node);
}

/** Some file that its owner alone has. */
export async function nodeInPrivate({ server, people }: DemoPortal, owner: UserType): Promise<NodeId> {
  const [row] = await server.rows(
    `select node from nodes join spaces using (space)
      where nodes.kind = 'file' and spaces.kind = 'personal' and owner = ?
        and node not in (select file_node from spaces where file_node is not null)`,
    people[owner].user,
  );
  return parseNodeId(row?.node);
}
