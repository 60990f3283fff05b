/**
 * For what a viewer must not notice: what else a machine does can starve a player or its feed for a
 * second. A product that makes viewers wait does so each time.
 */
export const NOISY_MACHINE = { retry: 2 }
