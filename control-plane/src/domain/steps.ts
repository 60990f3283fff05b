/**
 * A decision about so much that it is made bit by bit: whoever drives it may leave it off after
 * each step and go on later. What it looks at may have changed meanwhile; it is none the worse.
 */
export type Steps<T> = Generator<void, T, void>
