import type { InvitedType } from "../../shared/log/portal-operations.ts";
import type { ConditionName } from "../../shared/rights/conditions.ts";
import { MATRIX, type MatrixRight } from "../../shared/rights/matrix.ts";
import { USER_TYPES, type UserType } from "../../shared/rights/user-types.ts";
import { type Person, person } from "./people.ts";
import { PortalWriter } from "./signed-portal.ts";

/** A portal with two people of each type, for going through the access-rights table. */

type Five = Readonly<Record<UserType, Person>>;
export const INVITED = ["DocSpaceAdmin", "RoomAdmin", "User", "Guest"] as const satisfies InvitedType[];

const make = async (prefix: string): Promise<Five> => {
  const made = await Promise.all(
    USER_TYPES.map(async (type) => [type, await person(prefix + type)] as const),
  );
  return Object.fromEntries(made) as unknown as Five;
};
/** Who acts; to whom it is done; hana, a Room admin in whose rooms they all are; nina, who is invited. */
export const actors = await make("actor ");
export const targets = await make("target ");
export const [hana, nina] = [await person("hana"), await person("nina")];

export const grown = await PortalWriter.start(actors.Owner);
for (const type of INVITED) {
  await grown.admit(actors[type], type, actors.Owner);
  await grown.admit(targets[type], type, actors.Owner);
}
await grown.admit(hana, "RoomAdmin", actors.Owner);
await grown.adminKey(actors.Owner);

export const cellOf = (row: MatrixRight, type: UserType): "yes" | "no" | ConditionName =>
  MATRIX[row].cells[type];
