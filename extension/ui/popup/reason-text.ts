import type { Verdict } from "../../../shared/rights/can.ts";
import { PRIVATE_ROOM_RULES, type PrivateRoomRule } from "../../../shared/rules/private-room.ts";
import type { PeopleTexts } from "../strings/people/en.ts";

const isRule = (reason: string): reason is PrivateRoomRule => Object.hasOwn(PRIVATE_ROOM_RULES, reason);

/** Why a right is refused, in the person's words; null when it is granted. */
export function reasonText(people: PeopleTexts, verdict: Verdict): string | null {
  if (verdict.allowed) return null;
  const { reason } = verdict;
  if (reason === "switchedOn") return people.reasons.switchedOn;
  return isRule(reason) ? people.reasons.privateRoomRule : people.reasons[reason];
}

/** Whether there is any use in showing what is refused: what a type of person never may is left out. */
export const isShown = (verdict: Verdict): boolean => verdict.allowed || verdict.reason !== "userType";
