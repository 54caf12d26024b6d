import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MATRIX } from "../../../shared/rights/matrix.ts";
import { LIFTED_LIMITS, PRIVATE_ROOM_RULES as rules } from "../../../shared/rules/private-room.ts";

const guide = new URL("../../../../shared/seeds/private-room-guide.txt", import.meta.url);
const hasGuide = existsSync(guide);

describe("the Private Room's rules", () => {
  it("are these", () => {
    expect(Object.keys(rules)).toEqual([
      "uploadKeepsExisting",
      "moveKeepsExisting",
      "noCopy",
      "moveInside",
      "moveOwn",
      "deleteIsFinal",
      "shareWithKeys",
      "fullAccessOnly",
      "denyTakesBack",
      "noExternalLink",
      "switchedOn",
      "needsClient",
      "noGuestRoom",
    ]);
  });

  it("leave rules about names to the client, who alone reads names", () => {
    const ofClient = Object.entries(rules).filter(([, rule]) => rule.enforcedBy === "client");
    expect(ofClient.map(([name]) => name)).toEqual(["uploadKeepsExisting", "moveKeepsExisting"]);
  });

  it.each([
    ["uploading beside another name", rules.uploadKeepsExisting.isKept({ name: "a", siblings: ["b"] }), true],
    ["uploading over a file", rules.uploadKeepsExisting.isKept({ name: "a", siblings: ["A"] }), false],
    ["moving beside another name", rules.moveKeepsExisting.isKept({ name: "a", siblings: ["b"] }), true],
    ["moving over a file", rules.moveKeepsExisting.isKept({ name: "é", siblings: ["e\u0301"] }), false],
    ["copying", rules.noCopy.isKept(), false],
    ["moving inside", rules.moveInside.isKept({ fromSpace: "mine", toSpace: "mine" }), true],
    ["moving outside", rules.moveInside.isKept({ fromSpace: "mine", toSpace: "room" }), false],
    ["moving from nowhere to nowhere", rules.moveInside.isKept({ fromSpace: "", toSpace: "" }), false],
    ["moving one's own", rules.moveOwn.isKept({ isOwn: true }), true],
    ["moving what was shared", rules.moveOwn.isKept({ isOwn: false }), false],
    ["sharing with a holder of keys", rules.shareWithKeys.isKept({ receiverHasKeys: true }), true],
    ["sharing with somebody without keys", rules.shareWithKeys.isKept({ receiverHasKeys: false }), false],
    ["giving Full Access", rules.fullAccessOnly.isKept({ access: "FullAccess" }), true],
    ["giving Deny Access", rules.fullAccessOnly.isKept({ access: "DenyAccess" }), true],
    ["giving Read", rules.fullAccessOnly.isKept({ access: "Read" }), false],
    ["opening what was given", rules.denyTakesBack.isKept({ access: "FullAccess" }), true],
    ["opening what was denied again", rules.denyTakesBack.isKept({ access: "DenyAccess" }), false],
    ["linking outside", rules.noExternalLink.isKept(), false],
    ["the switch on", rules.switchedOn.isKept({ isSwitchedOn: true }), true],
    ["the switch off", rules.switchedOn.isKept({ isSwitchedOn: false }), false],
    ["a user's own Private Room", rules.noGuestRoom.isKept({ type: "User" }), true],
    ["a guest's own Private Room", rules.noGuestRoom.isKept({ type: "Guest" }), false],
  ])("%s: %s", (_attempt, isKept, expected) => {
    expect(isKept).toBe(expected);
  });

  it("has nothing that could undo a deletion or open a file without the client", () => {
    expect([rules.deleteIsFinal.isKept, rules.needsClient.isKept]).toEqual([null, null]);
  });

  it("quotes the table where the guide is silent", () => {
    expect(rules.noGuestRoom.sentence).toBe(MATRIX.manageOwnFiles.title);
  });

  it.skipIf(!hasGuide)(
    `quotes the guide word for word${hasGuide ? "" : " (skipped: the guide is not beside the project)"}`,
    () => {
      const text = readFileSync(guide, "utf8");
      const quotes = [...Object.values(rules).filter((rule) => rule.from === "guide"), ...LIFTED_LIMITS];
      expect(quotes.map(({ sentence }) => sentence).filter((sentence) => !text.includes(sentence))).toEqual(
        [],
      );
    },
  );
});
