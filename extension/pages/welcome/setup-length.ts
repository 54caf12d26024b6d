/** How many questions setup asks, for the dots above them. */
export const SETUP_STEPS = 5;
