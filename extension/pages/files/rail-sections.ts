import type { PortalOrigin } from "../../../shared/ids.ts";
import { can } from "../../../shared/rights/can.ts";
import type { Subject } from "../../../shared/rights/objects.ts";
import type { FilesPlace } from "../../state/page-address.ts";
import type { RailSection, Section } from "../../ui/layout/LeftRail.tsx";

/** Whether the person has a Private Room of his own. */
export const hasPrivateRoom = (subject: Subject): boolean =>
  can(subject, "private:list", { kind: "privateRoom", ownerId: subject.userId, isSwitchedOn: true }).allowed;

const hasTrash = (subject: Subject): boolean =>
  can(subject, "useTrash", { kind: "trash", ownerId: subject.userId }).allowed;

/** The sections that the table has for the person; all of them until it is known who he is. */
export function railSections(origin: PortalOrigin, subject: Subject | null): RailSection[] {
  const of = (section: Section): RailSection => ({ section, href: `${origin}/${section}` });
  return [
    ...(subject === null || hasPrivateRoom(subject) ? [of("private")] : []),
    ...[of("shared"), of("rooms"), of("archive")],
    ...(subject === null || hasTrash(subject) ? [of("trash")] : []),
  ];
}

export const placeOfSection = (section: Section): FilesPlace =>
  section === "private" ? { section, folder: null } : { section };
