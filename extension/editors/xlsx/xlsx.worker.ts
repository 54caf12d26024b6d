import { answerTasks } from "../thread/answer-tasks.ts";
import type { SheetTasks } from "./save/sheet-tasks.ts";
import { createSheetWork } from "./save/sheet-work.ts";

// Writes a workbook, beside the page in which it is edited.

answerTasks<SheetTasks>(self, createSheetWork());
