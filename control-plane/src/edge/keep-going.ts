/** Keeps what the answer does not wait for going until it is done. */
export type KeepGoing = (work: Promise<unknown>) => void
