import { schema } from "@eigenpal/docx-editor-core/prosemirror";
import type { Document } from "@eigenpal/docx-editor-core/types/document";
import { Fragment, type Node } from "prosemirror-model";
import { AppError } from "../../../shared/errors.ts";
import { checkExport } from "../export-check.ts";
import type { TaskWork } from "../thread/thread-messages.ts";
import { DocxExport } from "./docx-export.ts";
import type { DocxTasks, SentDocx, SentParts, SentText } from "./docx-tasks.ts";
import type { DocxState } from "./write-docx.ts";

/** The blocks that were sent, as nodes. */
class Blocks {
  #nodes = new Map<number, Node>();

  take(blocks: ReadonlyMap<number, unknown>): void {
    for (const [number, json] of blocks) this.#nodes.set(number, schema.nodeFromJSON(json));
  }

  text({ type, attrs, blocks }: SentText): Node {
    return schema.node(type, attrs, Fragment.from(blocks.map((number) => this.#node(number))));
  }

  keepOnly(numbers: Iterable<number>): void {
    this.#nodes = new Map([...numbers].map((number) => [number, this.#node(number)]));
  }

  #node(number: number): Node {
    const node = this.#nodes.get(number);
    if (node === undefined) throw new AppError("EDITOR_EXPORT_FAILED");
    return node;
  }
}

function modelOf(own: Document, parts: SentParts): Document {
  const { media, document } = own.package;
  const sent: Document["package"]["document"] = { ...parts.document, content: [] };
  const sections = document.sections && { sections: document.sections };
  return { ...own, package: { ...parts, ...(media && { media }), document: { ...sent, ...sections } } };
}

/** Does what the page asks of one document. */
export function createDocxWork(): TaskWork<DocxTasks> {
  const blocks = new Blocks();
  let opened: DocxExport | null = null;
  const stateOf = async (sent: SentDocx, { model }: { model: Document }): Promise<DocxState> => {
    const texts = [sent.body, ...sent.margins.values()];
    blocks.keepOnly(texts.flatMap((text) => text.blocks));
    const margins = new Map([...sent.margins].map(([id, text]) => [id, blocks.text(text)]));
    const { parts, comments } = sent;
    return { model: modelOf(model, parts), body: blocks.text(sent.body), margins, comments };
  };
  return {
    async open(original) {
      opened = new DocxExport(original);
      await opened.untouched().catch(() => undefined); // whoever saves meets the same
    },
    async blocks(sent) {
      blocks.take(sent);
    },
    async write(sent) {
      if (opened === null) throw new AppError("EDITOR_EXPORT_FAILED");
      const { bytes, report } = await opened.write(await stateOf(sent, await opened.untouched()));
      return { bytes: checkExport(bytes, "docx"), ...(report && { report }) };
    },
  };
}
