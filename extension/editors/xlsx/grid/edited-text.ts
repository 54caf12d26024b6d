import {
  type DocumentDataModel,
  type IDocumentBody,
  IUniverInstanceService,
  UniverInstanceType,
} from "@univerjs/core";
import type { Grid } from "./grid.ts";

/** What stands in one of the fields in which a cell's text is written. */
export const bodyOf = ({ univer }: Grid, editor: string): IDocumentBody | undefined =>
  univer
    .__getInjector()
    .get(IUniverInstanceService)
    .getUnit<DocumentDataModel>(editor, UniverInstanceType.UNIVER_DOC)
    ?.getSnapshot().body;

/** A text without the line end that the grid puts behind each. */
export const textOf = (body: IDocumentBody | undefined): string => body?.dataStream.slice(0, -2) ?? "";

export const textIn = (grid: Grid, editor: string): string => textOf(bodyOf(grid, editor));
