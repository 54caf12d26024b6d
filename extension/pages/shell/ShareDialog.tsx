import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import { readSharing, saveSharing } from "../../files/sharing.ts";
import { listContacts } from "../../people/contacts.ts";
import { invite, listInvitations } from "../../people/invitations.ts";
import { readPortalSettings } from "../../people/portal-settings.ts";
import { createShareStore, type ShareCore, type ShareStore } from "../../state/share-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { Dialog } from "../../ui/overlays/Dialog.tsx";
import { AddPeople } from "../../ui/share/AddPeople.tsx";
import { InviteLine } from "../../ui/share/InviteLine.tsx";
import { SharePeople } from "../../ui/share/SharePeople.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { SkeletonRows } from "../../ui/states/SkeletonRows.tsx";

const shareCore: ShareCore = {
  readSharing,
  saveSharing,
  listContacts,
  listInvitations,
  readPortalSettings,
  invite,
};

export interface ShareDialogProps {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  readonly name: string;
  readonly onClose: () => void;
  /** Everything was saved. */
  readonly onSaved: () => void;
  readonly core?: ShareCore;
}

/** The guide's dialog: add users, Full Access or Deny Access, Save. */
export function ShareDialog(props: ShareDialogProps): JSX.Element {
  const { origin, node, name, onClose, core = shareCore } = props;
  const { strings } = useLocale();
  const store = useMemo(() => createShareStore({ origin, node, core }), [origin, node, core]);
  useEffect(() => {
    void store.open();
    return () => store.dispose();
  }, [store]);
  const save = async () => {
    if (await store.save()) props.onSaved();
  };
  // What is under way is not called off by looking away
  const isSaving = store.isSaving.value;
  const close = () => {
    if (!store.isSaving.value) onClose();
  };
  const mayShare = store.sharing.value?.mayShare ?? false;
  const footer = (
    <>
      <Button isDisabled={isSaving} onClick={close}>
        {mayShare ? strings.actions.cancel : strings.actions.close}
      </Button>
      {mayShare && (
        <Button
          tone="primary"
          isPending={isSaving}
          isDisabled={!store.isChanged.value}
          onClick={() => void save()}
        >
          {strings.actions.save}
        </Button>
      )}
    </>
  );
  return (
    <Dialog title={strings.rooms.share.title(name)} footer={footer} onClose={close}>
      <ShareBody store={store} />
    </Dialog>
  );
}

function ShareBody({ store }: { readonly store: ShareStore }): JSX.Element {
  const { strings, errors, format } = useLocale();
  const { share } = strings.rooms;
  const load = store.load.value;
  const sharing = store.sharing.value;
  if (load.kind === "failed")
    return <ErrorState code={load.code} isSmall onRetry={() => void store.open()} />;
  if (load.kind === "loading" || sharing === null) return <SkeletonRows rows={3} />;
  const code = store.code.value;
  return (
    <div class="share" data-testid="share">
      {sharing.mayShare && <p class="field-hint">{share.intro}</p>}
      {sharing.mayShare && (
        <AddPeople
          text={store.text.value}
          onText={store.setText}
          people={store.candidates.value}
          waiting={store.waiting.value}
          onAdd={store.add}
        />
      )}
      <SharePeople
        owner={{ user: sharing.owner, name: sharing.ownerName }}
        people={store.rows.value}
        {...(sharing.mayShare ? { onAccess: store.setAccess } : {})}
      />
      {sharing.mayShare && store.mayInvite.value && (
        <InviteLine link={store.link.value} onInvite={() => void store.makeLink()} />
      )}
      {store.share.value !== null && (
        <p role="status" class="field-hint">
          {share.saving(format.percent(store.share.value))}
        </p>
      )}
      {code !== null && (
        <p class="field-problem" role="alert">
          {errorSentence(errors, code)}
        </p>
      )}
    </div>
  );
}
