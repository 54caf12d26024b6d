import { type Person, person } from "./people.ts";
import { PortalWriter } from "./signed-portal.ts";

/** People of an organisation: olga is the Owner, dora and dan DocSpace admins, gus a guest, nina and mallory are outside. */
const names = [
  "olga",
  "dora",
  "dan",
  "alice",
  "rob",
  "ron",
  "bob",
  "dave",
  "carol",
  "eve",
  "uma",
  "gus",
] as const;
type Name = (typeof names)[number] | "nina" | "mallory";

export const organisation = Object.fromEntries(
  await Promise.all([...names, "nina", "mallory"].map(async (name) => [name, await person(name)] as const)),
) as Record<Name, Person>;

const { olga, dora, dan, alice, rob, ron, bob, dave, carol, eve, uma, gus } = organisation;

/** The portal with all of them in it; alice, rob and ron are Room admins, the others Users. Copy it before changing it. */
export async function portalOfOrganisation(): Promise<PortalWriter> {
  const portal = await PortalWriter.start(olga);
  for (const who of [dora, dan]) await portal.admit(who, "DocSpaceAdmin", olga);
  for (const who of [alice, rob, ron]) await portal.admit(who, "RoomAdmin", dora);
  for (const who of [bob, dave, carol, eve, uma]) await portal.admit(who, "User", rob);
  await portal.admit(gus, "Guest", rob);
  await portal.adminKey(olga);
  return portal;
}
