import type { LiveNews } from "../../shared/api/live.ts";
import type { LiveSessionId } from "../../shared/ids.ts";
import type { SharedState } from "../editors/adapter.ts";
import { beginPart, settleBegun } from "./beginning.ts";
import { goOver } from "./going-over.ts";
import { hasNewestKey } from "./held-generation.ts";
import type { JoiningInput, Phase } from "./joining-input.ts";
import type { Kept } from "./kept-frames.ts";
import { KnownRights } from "./known-rights.ts";
import { Doubt, forgetIfNobodys, leaveBehind, leaveOff } from "./left-behind.ts";
import { LeftFrames } from "./left-frames.ts";
import { LookingAgain, mayComeLater } from "./looking-again.ts";
import type { PartInput } from "./part-input.ts";
import { SessionPart } from "./session-part.ts";
import { showLost } from "./show-lost.ts";
import { ShownState } from "./shown-state.ts";
import { Standing } from "./standing.ts";
import type { LogView } from "./surroundings.ts";

/** How a page comes into a session: it begins one or joins the one that there is, and stays in it through broken lines. */

export class Joining {
  readonly #input: JoiningInput & PartInput & { readonly shown: ShownState; readonly standing: Standing };
  readonly left: LeftFrames;
  readonly shown: ShownState;
  readonly standing: Standing;
  readonly #rights: KnownRights;
  phase: Phase = "new";
  isUp = false;
  /** How many frames have come, and acknowledgements. */
  heard = 0;
  part: SessionPart | null = null;
  /** The part whose seed was made here, until it is known that it became the session. */
  #begun: SessionPart | null = null;
  #batch: Kept[] = [];
  readonly #doubt: Doubt;
  readonly looking: LookingAgain;

  constructor(input: JoiningInput) {
    this.left = new LeftFrames(input.queue);
    this.shown = new ShownState(input);
    this.standing = new Standing(input.view);
    this.#input = { ...input, left: this.left, shown: this.shown, standing: this.standing };
    this.#doubt = new Doubt(input);
    this.looking = new LookingAgain(input);
    this.#rights = new KnownRights(input);
  }

  get shared(): SharedState | null {
    return this.shown.shared;
  }

  /** The part in the session that is shown here, whether or not the line holds. */
  get inside(): SessionPart | null {
    const isInside = this.phase === "synced" || this.phase === "joining";
    return isInside && this.part?.kept.doc === this.shared?.doc ? this.part : null;
  }

  async hear(news: LiveNews, isAll: boolean): Promise<void> {
    switch (news.kind) {
      case "admitted":
        this.isUp = true;
        await this.logMoved(news.head);
        this.phase = (await showLost(news.session, this.#input)) ?? this.phase;
        if (this.phase === "apart") return;
        return news.session ? this.#enter(news.session, isAll) : this.#whenVacant();
      case "head":
        return this.logMoved(news.head);
      case "begun":
        return this.#hearBegun(news.session);
      case "ended":
        return this.#hearEnded(news.session);
      case "rights":
        return this.logMoved();
      default:
        this.heard++;
        this.part?.hear(news);
        this.part?.snapshotIfDue();
    }
  }

  async takeFrames(frames: readonly Kept[]): Promise<void> {
    this.heard += frames.length;
    for (const frame of frames) {
      if (this.part?.asking.isUnderWay) return;
      if (this.phase === "joining" && frame.position > 0) this.#batch.push(frame);
      else if (this.phase === "synced") await this.part?.take(frame);
    }
    const last = this.#batch.at(-1)?.position ?? 0;
    if (this.phase === "joining" && last >= (this.part?.toldUpTo ?? 0)) await this.#finish();
    this.part?.snapshotIfDue();
  }

  lineDown(): void {
    this.isUp = false;
    this.#batch = [];
    if (this.phase === "synced") this.#input.judge.noteHangUp();
    this.part?.lineDown();
    if (this.phase === "joining") this.phase = this.inside ? "synced" : this.shared ? "alone" : "new";
  }

  /** Rights or keys may have changed. */
  async logMoved(head?: Parameters<LogView["catchUp"]>[0]): Promise<void> {
    const change = await this.#rights.catchUp(head);
    if (change === "renewed") this.part?.renew();
    if (change === "regained") this.part?.retry();
    if (this.isUp) this.part?.aftermath.lookAgain(this.#input);
  }

  /** Shows the state that the version makes, shared with nobody. */
  async showAlone(): Promise<void> {
    if (!this.shared) await this.shown.show(await this.shown.seedDoc());
    this.phase = "alone";
  }

  /** Whatever there is to show while the portal does not get us anywhere: the seed that is on its way, or the version alone. */
  async showSomething(): Promise<void> {
    if (this.shared) return;
    if (this.phase === "beginning" && this.isUp && this.part) await this.shown.show(this.part.kept.doc);
    else await this.showAlone();
  }

  /** The portal names the session that there is. */
  async #enter({ session, position }: { session: LiveSessionId; position: number }, isAll: boolean) {
    if (this.part?.session !== session) {
      if (this.shared && !this.#isAllSent()) this.#input.typing.noteDirty();
      this.part?.setAside();
      this.part = new SessionPart(this.#input, { session, baseVersion: this.shown.base.version });
    }
    this.part.toldUpTo = position;
    this.part.asking.isAnswered = isAll;
    this.#batch = [];
    this.phase = "joining";
    if (this.part.kept.progress.since >= position && !this.part.asking.isForAll) await this.#finish();
  }

  /** There is no session: who may write begins one, from what is shown here or from the newest version. */
  async #whenVacant(): Promise<void> {
    const { view } = this.#input;
    const isKeyless = view.mayWrite(view.user) && !hasNewestKey(view);
    if (!isKeyless) this.looking.end();
    const newest = view.newestVersion();
    const isStale = newest !== (this.standing.newest(this.part?.kept) ?? this.shown.base.version);
    if (this.shared && isStale) return this.#partWays();
    if (isStale) await this.shown.standOn(newest);
    if (view.mayWrite(view.user)) {
      leaveOff(this.part, { ...this.#input, isSent: this.#isAllSent() });
      await (isKeyless ? this.#goAlone(undefined, true) : this.#begin());
    } else if (!this.shared) await this.showAlone();
  }

  async #begin(): Promise<void> {
    const { typing } = this.#input;
    const doc = this.shared?.doc ?? (await this.shown.seedDoc());
    typing.forget();
    const part = beginPart(this.#input, { doc, baseVersion: this.shown.base.version });
    this.part = part;
    this.#begun = part;
    this.phase = "beginning";
    await part.begin(this.standing.newest(part.kept));
    this.looking.after("begin", () => this.#isBeginning(part.session));
  }

  #isBeginning(session: LiveSessionId): boolean {
    return this.phase === "beginning" && this.part?.session === session && this.isUp;
  }

  async #hearBegun(session: LiveSessionId): Promise<void> {
    if (this.phase === "apart" || this.phase === "synced") return;
    // If somebody else has begun it, the line is opened anew, with all that is there
    if (session !== this.part?.session) this.#input.line.restart();
    else if (this.phase === "beginning") await this.#synced();
  }

  /** A session, or the try to begin it, is over. */
  #hearEnded(session: LiveSessionId): void {
    const { phase } = this;
    if (phase === "apart" || (phase === "synced" && session !== this.part?.session)) return;
    if (phase === "synced" && this.part?.kept.hasUnsaved) this.#input.typing.noteDirty();
    const isSame = () => this.phase === phase && (phase !== "beginning" || this.#isBeginning(session));
    this.looking.after("ended", () => isSame() && this.isUp);
  }

  /** There is another session than the one shown here: without changes of its own this page can simply be opened anew. */
  #partWays(): void {
    const isLost = this.#input.typing.isDirtyAlone || !this.#isAllSent();
    this.phase = "apart";
    this.part?.end();
    if (!isLost) this.#input.onReplaced();
  }

  #isAllSent(): boolean {
    // Of a session that is only begun the seed alone is on its way
    const isAcked = this.part === null || this.part === this.#begun || this.part.isAllAcked;
    return !this.#input.typing.isWaiting && isAcked;
  }

  async #finish(): Promise<void> {
    const { part, shared } = this;
    if (!part) return;
    const batch = this.#batch.splice(0);
    const isElsewhere = shared !== null && part.kept.doc !== shared.doc;
    // Null: nothing that can be opened begins it, and somebody begins anew
    const isWhole = await part.takeAll(batch, part.kept.position === 0 && (isElsewhere || !shared));
    if (isWhole === false) return;
    if (isWhole === null) return this.#goAlone(part, mayComeLater(part.kept, batch, this.#input.judge));
    await part.restore();
    if ((isElsewhere || !shared) && this.standing.isPassedBy(part.kept)) {
      const isStill = () => this.part === part && this.phase === "joining";
      return this.#doubt.raise(part, isStill, () => this.#leaveBehind(part));
    }
    const here = { ...this.#input, base: this.shown.base };
    if (isElsewhere && !goOver(part, { ...here, shared })) return this.#partWays();
    if (!shared) await this.shown.standOn(part.kept.baseVersion);
    await this.#synced();
  }

  async #leaveBehind(part: SessionPart): Promise<void> {
    const left = await leaveBehind(part, this.#input);
    if (left === "replaced") return this.#partWays();
    if (left === "alone") return this.#goAlone();
    this.phase = "apart";
    this.#input.typing.noteDirty();
    await this.shown.show(part.kept.doc);
  }

  /** Into no session, and looks again now and then whether there is another one. */
  async #goAlone(unreadable?: SessionPart, isUnjudged = false): Promise<void> {
    this.looking.after(isUnjudged ? "unjudged" : "none", () => this.phase === "alone" && this.isUp);
    if (unreadable) forgetIfNobodys(unreadable, this.standing);
    this.part?.end();
    this.part = null;
    await this.showAlone();
  }

  async #synced(): Promise<void> {
    const { part } = this;
    if (!part) return;
    await part.restore();
    this.phase = "synced";
    this.looking.end();
    const shared = this.shared ?? (await this.shown.show(part.kept.doc));
    part.lineUp(shared.awareness);
    if (part === this.#begun) settleBegun(part, this.#input);
    this.#begun = null;
    this.#input.onSynced();
    part.snapshotIfDue();
  }
}
