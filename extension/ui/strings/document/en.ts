import { isolatedName } from "../../display-name.ts";
import { pluralIn } from "../plural.ts";

const n = pluralIn("en");

/** Around an open document: who writes with one, its versions, what the menu offers, and the viewers. */
export const documentEn = {
  live: {
    live: "Live",
    connecting: "Connecting…",
    offline: "Offline",
    apart: "Separate",
    liveText: "What you write appears for everybody who is here.",
    connectingText: "Others see your changes as soon as the connection stands.",
    offlineText: "Go on working. Others see your changes when the connection is back.",
    apartText: "The others work on a newer version of this file. Save yours as a copy, or open theirs.",
    refused: (count: number) =>
      n(count, {
        one: "# change that came from the portal could not be verified. It was not taken into the document.",
        other:
          "# changes that came from the portal could not be verified. They were not taken into the document.",
      }),
    otherStateTitle: (name: string) =>
      `The portal shows you and ${isolatedName(name)} different states of this document`,
    lackingTitle: "The portal keeps changes of others from this page",
    otherStateText:
      "Download a copy of yours, then open the document again. If this stays, tell whoever runs the portal.",
    rightsLostTitle: "You can no longer change this document",
    rightsLostText: "Your access was changed. You can go on reading.",
    notPlacedTitle: (count: number) =>
      n(count, {
        one: "# change did not arrive in the saved file",
        other: "# changes did not arrive in the saved file",
      }),
    notPlacedText: "They are still on your screen. Keep this page open, and download a copy to be safe.",
    rewritten: (count: number) =>
      n(count, {
        one: "# element of the file was written anew when it was saved. Its text is whole; its fine formatting may differ.",
        other:
          "# elements of the file were written anew when it was saved. Their text is whole; their fine formatting may differ.",
      }),
    tookMore: (count: number) =>
      n(count, {
        one: "Saved. # change may have taken more with it than was meant: half of a field, or the end of a section. All other text is safe. If something looks wrong, the version before is in the version history.",
        other:
          "Saved. # changes may have taken more with them than was meant: half of a field, or the end of a section. All other text is safe. If something looks wrong, the version before is in the version history.",
      }),
  },
  history: {
    title: "Version history",
    newest: "Newest",
    view: (version: number) => `View version ${version}`,
    restore: (version: number) => `Restore version ${version}`,
    viewing: (version: number) => `You are looking at version ${version}`,
    viewingText: (time: string, name: string) =>
      `Saved ${time} by ${isolatedName(name)}. Nothing can be changed in it.`,
    backToNewest: "Back to the newest version",
    restoreThis: "Restore this version",
    restoreTitle: (version: number) => `Restore version ${version}?`,
    restoreText:
      "It becomes the newest version of this file, for everybody. All versions since stay in the history, so this can be undone.",
    restored: (version: number) => `Version ${version} is the newest again.`,
    restoreRefused: "Not restored",
    restoreLive: "Others have this document open. Restore it when they have closed it.",
    restoreUnsure:
      "Whether others have this document open could not be found out. Nothing was restored: try again when the connection is back.",
  },
  menu: {
    comments: "Comments",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    actualSize: "Actual size",
    fullScreen: "Full screen",
    leaveFullScreen: "Leave full screen",
    printPdf: "Print or save as PDF",
    undo: "Undo",
    redo: "Redo",
    bold: "Bold",
    italic: "Italic",
    underline: "Underline",
  },
  statistics: {
    title: "Statistics",
    ofDocument: "The whole document",
    ofSelection: "What is selected",
    pages: "Pages",
    words: "Words",
    characters: "Characters",
    cells: "Cells with content",
    numbers: "Numbers",
    sum: "Sum",
    average: "Average",
  },
  sheet: {
    conflictTheirs: (who: string, cell: string, kept: string, lost: string) =>
      `${isolatedName(who)} wrote in ${cell} at the same time as you. What stands there now: ${isolatedName(kept)}. Yours was ${isolatedName(lost)}.`,
    conflictYours: (who: string, cell: string, kept: string, lost: string) =>
      `${isolatedName(who)} wrote in ${cell} at the same time as you. Yours stands there now: ${isolatedName(kept)}. Theirs was ${isolatedName(lost)}.`,
    conflictUnknown: (who: string, cell: string, kept: string) =>
      `${isolatedName(who)} wrote in ${cell} at the same time as you. Yours stands there now: ${isolatedName(kept)}.`,
    conflictMany: (count: number) =>
      n(count, {
        one: "# cell was changed by somebody else at the same time as by you. What they wrote stands there now.",
        other:
          "# cells were changed by somebody else at the same time as by you. What they wrote stands there now.",
      }),
    somebody: "Somebody",
    empty: "(empty)",
    useMine: "Put mine back",
    useTheirs: "Take theirs",
    dismiss: "Close",
    cellGone: (text: string) =>
      `Somebody deleted the cell that you were writing in. Your text was ${isolatedName(text)}.`,
    chart: (kind: string) => `Chart: ${kind}`,
    choicesOpen: "Choose from the list",
    choices: (cell: string) => `What may stand in ${cell}`,
    notAccepted: (cell: string, typed: string) =>
      `${cell} does not take ${isolatedName(typed)}: it is not among what this workbook wants there.`,
    notWanted: (cell: string, typed: string) =>
      `${isolatedName(typed)} stands in ${cell} now, but is not among what this workbook wants there.`,
    fileSays: (words: string) => `The workbook says: ${isolatedName(words)}`,
    rulesUnknown: (count: number) =>
      n(count, {
        one: "# rule of formatting of this workbook is not shown here. It stays in the file.",
        other: "# rules of formatting of this workbook are not shown here. They stay in the file.",
      }),
    linkQuestion: "Open this link?",
    linkOpen: "Open in a new tab",
    linkLeads: (to: string) => `It leads out of this workbook, to ${isolatedName(to)}.`,
    linkChip: "Open link",
    linkChipTo: (to: string) => `Open ${isolatedName(to)}`,
    linkRefused:
      "This link is not opened: it leads neither to a web page nor to an e-mail address nor to a place in this workbook.",
    linkNowhere: "The place that this link leads to is not in this workbook any more.",
  },
  viewer: {
    unset: "Setting this file as a page takes too long. It is shown as plain text; nothing is left out.",
    find: "Find in this file",
    next: "Next",
    previous: "Previous",
    found: (at: string, total: string) => `${at} of ${total}`,
    foundNone: "Not found",
    page: (page: string, total: string) => `Page ${page} of ${total}`,
    cut: (count: number) =>
      n(count, {
        one: "Only the first line is shown. Download the file to have all of it.",
        other: "Only the first # lines are shown. Download the file to have all of it.",
      }),
    picture: (name: string) => `Picture ${isolatedName(name)}`,
  },
};

export type DocumentTexts = typeof documentEn;
