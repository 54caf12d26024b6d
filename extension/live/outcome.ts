/**
 * What became of a frame: "gap" when something before it is missing (nothing was changed), "poor" for a snapshot that
 * leaves out what was here before, or says what nobody said, "doubted" for one that says more than the one that was gone on
 * from, "ahead" when it names a key or a person that the log here does not have yet, "late" for a true one that was too long on its way.
 */
export type Outcome = "taken" | "repeated" | "gap" | "refused" | "poor" | "doubted" | "late" | "ahead";
