import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { ErrorCode } from "../../../shared/errors.ts";
import { KitProof } from "../../ui/account/KitProof.tsx";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { checkKit, type KitCheck } from "../../vault/kit-check.ts";

export interface KitFormProps {
  readonly isPending: boolean;
  readonly error: ErrorCode | null;
  readonly retryAtMs: number | null;
  readonly onBack: () => void;
  /** All groups, with hyphens between them. */
  readonly onSubmit: (secret: string) => void;
}

export const KIT_GROUPS = 9;
const POSITIONS = Array.from({ length: KIT_GROUPS }, (_, index) => index + 1);

/** Asks for the whole recovery kit, group by group or pasted at once. */
export function KitForm(props: KitFormProps): JSX.Element {
  const { strings, errors, format } = useLocale();
  const groups = useSignal<readonly string[]>(POSITIONS.map(() => ""));
  const isWhole = groups.value.every((group) => group !== "");
  const check = useSignal<KitCheck | null>(null);
  const wrong = check.value?.kind === "mistyped" ? check.value.groups : null;
  /** What is not whole is not tried at all: the person hears where it is wrong instead. */
  const submit = async () => {
    if (!isWhole || props.isPending) return;
    const typed = groups.value;
    const found = await checkKit(typed);
    if (groups.value !== typed) return;
    check.value = found;
    if (found.kind === "whole") props.onSubmit(typed.join("-"));
  };
  const waitMs = props.retryAtMs === null ? 0 : props.retryAtMs - Date.now();
  const problem = waitMs > 0 ? strings.unlock.waitBefore(format.duration(waitMs)) : null;
  return (
    <form
      class="unlock"
      noValidate
      data-testid="kit-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h1>{strings.proof.enterTitle}</h1>
      <p class="unlock-intro">{strings.proof.enterIntro}</p>
      <KitProof
        positions={POSITIONS}
        groups={groups.value}
        wrong={(wrong ?? []).map((index) => index + 1)}
        isDisabled={props.isPending}
        onInput={(typed) => {
          groups.value = typed;
          check.value = null;
        }}
      />
      {wrong?.length === 0 && (
        <p class="field-problem" role="alert">
          {strings.proof.mistyped}
        </p>
      )}
      {wrong === null && props.error !== null && !props.isPending && (
        <p class="field-problem" role="alert">
          {problem ?? errorSentence(errors, props.error)}
        </p>
      )}
      <Button tone="primary" isSubmit isWide isPending={props.isPending} isDisabled={!isWhole}>
        {strings.proof.enterAction}
      </Button>
      <button type="button" class="link-button" onClick={props.onBack}>
        {strings.actions.back}
      </button>
    </form>
  );
}
