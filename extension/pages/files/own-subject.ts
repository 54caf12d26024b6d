import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { subjectOf } from "../../../shared/log/portal-rights.ts";
import type { Subject } from "../../../shared/rights/objects.ts";
import { openPortal } from "../../spaces/portal-session.ts";

/** The person at the screen as the verified log has him; null until it was read. For hiding, never for protecting. */
export function useOwnSubject(origin: PortalOrigin): ReadonlySignal<Subject | null> {
  const subject = useSignal<Subject | null>(null);
  useEffect(() => {
    openPortal(origin).then(
      ({ state, user }) => {
        const person = state.users.get(user);
        subject.value = person ? subjectOf(person) : null;
      },
      () => undefined, // what is shown beside says why
    );
  }, [origin, subject]);
  return subject;
}
