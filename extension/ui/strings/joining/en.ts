import type { InvitedType } from "../../../../shared/log/portal-operations.ts";
import { isolatedName } from "../../display-name.ts";

/** Coming to a portal by invitation. This file is also the type that all other languages satisfy. */
export const joiningEn = {
  title: "You are invited",
  intro: (name: string, portal: string) => `${isolatedName(name)} invites you to ${isolatedName(portal)}.`,
  inviter: "Invited by",
  inviterText: "Name and address were checked against the portal’s signed record.",
  type: "You will be",
  typeTexts: {
    DocSpaceAdmin:
      "You get a Private Room, can make rooms, and look after the people and settings of the portal.",
    RoomAdmin: "You get a Private Room and can make rooms and invite people to them.",
    User: "You get a Private Room and work in the rooms that you are invited to.",
    Guest: "You work in the rooms that you are invited to. Guests have no Private Room.",
  } as Readonly<Record<InvitedType, string>>,
  room: "Room",
  withRoom: "You become a member of a room as soon as you have joined.",
  until: "Valid until",
  stranger: "If you do not know this person, close this page. Nothing about you was sent.",
  accept: "Accept the invitation",
  haveAccount: "I have an account on this portal already",
  overTitle: "This invitation cannot be used any more",
  overText:
    "It was used, was revoked or has run out. Each link works once. Ask the person who invited you for a new one.",
  brokenTitle: "This link is not whole",
  brokenText:
    "A part of the invitation’s link was lost on the way. Copy the whole link into the address bar, or ask for it again.",
  knownTitle: "You have an account here already",
  knownText: (name: string) =>
    `This browser belongs to ${isolatedName(name)} on this portal. The invitation was not used. Whoever it is for can open the link in another browser or profile.`,
  openMine: "Open my account",
  otherEmail: "Use another address",
  otherEmailText: "Your keys and your recovery kit are then made anew. Throw the printed one away.",
  readyTitle: "You have joined",
  readyGuest:
    "The room opens as soon as one of its members has handed you its key. That happens by itself when one of them is online.",
  openRooms: "Open the rooms",
};

export type JoiningTexts = typeof joiningEn;
