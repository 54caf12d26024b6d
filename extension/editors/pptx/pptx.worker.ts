import { answerTasks } from "../thread/answer-tasks.ts";
import type { DeckTasks } from "./deck-tasks.ts";
import { createDeckWork } from "./deck-work.ts";

// Reads a presentation and writes it, beside the page in which it is typed.

answerTasks<DeckTasks>(self, createDeckWork());
