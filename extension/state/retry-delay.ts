const RETRY_MS = [2_000, 5_000, 10_000, 20_000];
const LONGEST_RETRY_MS = 30_000;

/** Without a network nothing was refused: it is tried again steadily. */
export const OFFLINE_RETRY_MS = 20_000;

/** How long to wait after so many failures in a row. */
export const retryDelayMs = (failures: number): number => RETRY_MS[failures - 1] ?? LONGEST_RETRY_MS;
