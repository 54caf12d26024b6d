/**
 * By which end-to-end test each row of the access-rights table is walked by hand, in both browsers; what is granted and not
 * offered (`shared/rights/not-offered.ts`) is walked by none. That nobody else may is tested cell by cell elsewhere.
 */
export interface WalkedRows {
  readonly file: string;
  /** A test's whole title. */
  readonly test: string;
  readonly rows: readonly number[];
}

const [rooms, people] = ["tests/e2e/rights-rooms.test.ts", "tests/e2e/rights-people.test.ts"] as const;

export const WALKED_ROWS: readonly WalkedRows[] = [
  // All of it but copying, which the Private Room's rules take back
  ...[
    "makes a folder, and asks for its name in place",
    "uploads by the button, with progress, and lists size, time and person",
    "moves into a folder",
    "renames",
    "gives the same bytes back on download",
    "deletes only after saying that it is final",
  ].map((test) => ({ file: "tests/e2e/files.test.ts", test, rows: [1] })),
  {
    file: rooms,
    test: "makes a room, finds it among her own, edits it, pins it and looks into it",
    rows: [3, 5, 6, 7],
  },
  {
    file: rooms,
    test: "adds somebody of the portal and a guest by link, gives levels, changes them and removes",
    rows: [8, 9, 10, 11, 12],
  },
  {
    file: rooms,
    test: "archives her room and a copy, where nothing can be changed, copies it, restores it and removes the copy",
    rows: [13, 14, 21, 23, 24, 25, 26, 28],
  },
  { file: rooms, test: "manages a room that is somebody else's now, and copies it", rows: [4, 15, 16] },
  {
    file: rooms,
    test: "gives another's room a new owner, archives it, finds it among all, copies it, restores it and removes it",
    rows: [2, 18, 19, 20, 22, 27],
  },
  {
    file: "tests/e2e/rooms.test.ts",
    test: "keep what is deleted in the trash, from where it comes back",
    rows: [29],
  },
  { file: people, test: "invites a DocSpace admin, a Room admin and a User", rows: [30, 31, 32] },
  { file: people, test: "invites a guest together with a room", rows: [33] },
  {
    file: people,
    test: "promotes a guest to User, a User to Room admin and on to DocSpace admin",
    rows: [34, 35, 36],
  },
  {
    file: people,
    test: "demotes a DocSpace admin to Room admin, a Room admin to User and a User to Guest",
    rows: [37, 38, 39],
  },
  { file: people, test: "disables people of all types but her own", rows: [40, 41, 42, 43] },
  { file: people, test: "edits a person, and removes one who is disabled", rows: [44] },
  { file: people, test: "sees her own guests, and those of others", rows: [45, 46] },
  { file: people, test: "makes a group, changes it and lists it", rows: [47, 48] },
  { file: people, test: "changes how her files are listed", rows: [49] },
  { file: people, test: "changes the portal's settings, and removes the portal in the end", rows: [50, 51] },
];
