import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { createLockStore, type LockStore } from "../../state/lock-store.ts";
import { type Destination, welcomeAddress } from "../../state/page-address.ts";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { lockNow, onLockStateChange, readLockState, readUnlockWait } from "../../vault/lock.ts";
import { type Account, findPortal } from "../../vault/portals.ts";
import { unlock } from "../../vault/unlock.ts";
import { AfterKit } from "./AfterKit.tsx";
import { ConnectCard } from "./ConnectCard.tsx";
import { hidePage } from "./hide-page.ts";
import { UnlockCard } from "./UnlockCard.tsx";

export const lockCore = { findPortal, lockNow, onLockStateChange, readLockState, readUnlockWait, unlock };

/** What stands behind the gate: drawn only while unlocked, taken out of the page the moment it locks. */
export interface Inside {
  readonly origin: PortalOrigin;
  readonly account: Account;
  readonly lock: LockStore;
  /** Names the work to be done before the page locks; null when there is none. */
  readonly beforeLock: (work: (() => Promise<void>) | null) => void;
}

export interface PortalGateProps {
  readonly origin: PortalOrigin;
  /** What was asked for, so that signing in leads on to it. */
  readonly next: Destination | null;
  readonly children: (inside: Inside) => JSX.Element;
}

/** Lets a page be seen by those who may: portal connected, signed in, unlocked, in this order, and then goes on. */
export function PortalGate({ origin, next, children }: PortalGateProps): JSX.Element {
  const { lock, beforeLock } = useLock(origin);
  const state = lock.state.value;
  const account = lock.account.value;
  useEffect(() => {
    if (state === "noAccount") location.replace(welcomeAddress(origin, { next }));
  }, [state, origin, next]);
  // The kit just typed, until a new passphrase was chosen or not wanted; the next try and the page's end forget it
  const kit = useRef<string | null>(null);
  const [, drawAgain] = useState(0);
  if (state === "unlocked" && account && kit.current !== null) {
    const goOn = () => {
      kit.current = null;
      drawAgain((count) => count + 1);
    };
    return <AfterKit origin={origin} kit={kit.current} onDone={goOn} />;
  }
  if (state === "unlocked" && account) return children({ origin, account, lock, beforeLock });
  if (state === "notConnected") {
    return (
      <CardPage>
        <ConnectCard origin={origin} onConnected={() => void lock.refresh()} />
      </CardPage>
    );
  }
  if (state === "locked") {
    return (
      <CardPage>
        <UnlockCard
          origin={origin}
          lock={lock}
          isOnTheWay={next?.page === "file"}
          onTry={(typed) => {
            kit.current = typed;
          }}
        />
      </CardPage>
    );
  }
  return <LoadingPage />;
}

function useLock(origin: PortalOrigin): Pick<Inside, "lock" | "beforeLock"> {
  const opened = useMemo(() => openLock(origin), [origin]);
  useEffect(() => {
    void opened.lock.refresh();
    return () => opened.ending.abort();
  }, [opened]);
  return opened;
}

function openLock(origin: PortalOrigin): Pick<Inside, "lock" | "beforeLock"> & { ending: AbortController } {
  const ending = new AbortController();
  let work: (() => Promise<void>) | null = null;
  const lock = createLockStore({
    origin,
    core: lockCore,
    signal: ending.signal,
    beforeLocked: async () => await work?.(),
    hide: hidePage,
  });
  return {
    lock,
    ending,
    beforeLock: (given) => {
      work = given;
    },
  };
}
