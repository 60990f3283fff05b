/**
 * For tests of what must not take long, or not be noticed: what else a machine does can starve a player or
 * its feed for a second, and make the same work cost twice the CPU. A product that is too slow is so each
 * time.
 */
export const NOISY_MACHINE = { retry: 2 }
