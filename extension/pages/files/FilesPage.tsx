import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Inside } from "../shell/PortalGate.tsx";
import { useOwnSubject } from "./own-subject.ts";
import { PlacePage } from "./PlacePage.tsx";
import { usePlaceAddress } from "./place-address.ts";
import { RoomsPage } from "./RoomsPage.tsx";
import { hasPrivateRoom } from "./rail-sections.ts";
import { SharedPage } from "./SharedPage.tsx";
import { TrashPage } from "./TrashPage.tsx";

/** The files page: whichever section its address names. */
export function FilesPage({ inside }: { readonly inside: Inside }): JSX.Element {
  const { place, go } = usePlaceAddress(inside.origin);
  const subject = useOwnSubject(inside.origin).value;
  const props = { inside, subject, go };
  const shown = place.value;
  const isElsewhere = shown.section === "private" && subject !== null && !hasPrivateRoom(subject);
  useEffect(() => {
    if (isElsewhere) go({ section: "rooms" }, { isInstead: true });
  }, [isElsewhere]);
  switch (shown.section) {
    case "private":
      return <PlacePage key="private" {...props} place={shown} />;
    case "room":
      return <PlacePage key={shown.space} {...props} place={shown} />;
    case "shared":
      return <SharedPage {...props} />;
    case "rooms":
    case "archive":
      return <RoomsPage key={shown.section} {...props} section={shown.section} />;
    case "trash":
      return <TrashPage {...props} />;
  }
}
