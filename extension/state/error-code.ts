import { AppError, type ErrorCode } from "../../shared/errors.ts";

/** The code to show for anything caught at the edge of a page. What is not ours is a fault: it gets the code that says so. */
export const codeOf = (error: unknown): ErrorCode => (error instanceof AppError ? error.code : "INTERNAL");
