/** Whether the work of this page was sealed when it locked, so that unlocking brings it back without asking. */
export interface Resumption {
  isDue: boolean;
}
