// Stands in for the document editor's counter of comments: two people who write one at once would both count to the same
// number. Comments and tracked changes share their numbers, so these begin above what a file is likely to have counted to.
export const PENDING_COMMENT_ID = -1;

const FIRST = 2 ** 24;
const LAST = 2 ** 31 - 1;

const randomId = (): number => {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return FIRST + (random % (LAST - FIRST));
};

export const createCommentIdAllocator = () => ({ next: randomId, seedAbove: (): void => undefined });
export const seedCommentAllocator = (): void => undefined;
