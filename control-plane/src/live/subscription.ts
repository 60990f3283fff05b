/** A message that is made a text only by whoever wants it: much of what is heard is one's own. */
export type WireMessage = {
  /** Of characters, or bytes. */
  length: number
  startsWith(word: string): boolean
  text(): string
}

export type Listener = {
  /** Once for each channel. */
  onSubscribed(): void
  onMessage(channel: string, message: WireMessage): void
}

export type Subscription = { stop(): void }
