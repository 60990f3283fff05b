/**
 * A message that got to a receiver. `atMs`: since 1970, when it was there as a whole. `firstTryMs`: when
 * it was there first, and may have been turned away.
 */
export type Message = {
  news: 'raised' | 'over' | 'other'
  server: string
  atMs: number
  firstTryMs: number
}

/** By its text in English: what it is called begins with how bad it is, or that it is over. */
export function messageOf(title: string, firstTryMs = Date.now()): Message {
  const server = /127\.0\.\d+\.\d+/.exec(title)?.[0] ?? ''
  const news = title.startsWith('Critical:')
    ? 'raised'
    : title.startsWith('Over:')
      ? 'over'
      : 'other'
  return { news, server, atMs: Date.now(), firstTryMs }
}
