import { answerTasks } from "../thread/answer-tasks.ts";
import type { DocxTasks } from "./docx-tasks.ts";
import { createDocxWork } from "./docx-work.ts";

// Reads a text document and writes it, beside the page in which it is typed.

answerTasks<DocxTasks>(self, createDocxWork());
