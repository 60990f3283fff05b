import { Transform } from 'node:stream'

/** More than a page: who writes it is never to wait, and go on piece by piece. */
const MOST_BYTES = 16_000_000

/**
 * A stream for React to write a page into, which writes some hundred pieces of two kilobytes and says
 * with `flush` when all there is so far was written. They go on as one: each piece would be packed,
 * sent and rendered by itself, and a browser would lay a long list out again with every few of them.
 */
export function gatherPieces(): Transform & { flush(): void } {
  let pieces: Buffer[] = []
  const pass = () => {
    if (pieces.length > 0) gathered.push(Buffer.concat(pieces))
    pieces = []
  }
  const gathered: Transform = new Transform({
    writableHighWaterMark: MOST_BYTES,
    transform(piece: Buffer, _encoding, done) {
      pieces.push(piece)
      done()
    },
    flush(done) {
      pass()
      done()
    },
  })
  return Object.assign(gathered, { flush: pass })
}
