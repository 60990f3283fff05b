import type { Log } from '../context.ts'

/**
 * An answer that is made as fast as it is taken, and from when its first byte is wanted: none is made for HEAD.
 * What breaks off is broken off for who takes it too, as there is no other word for it.
 */
export function streamOf(
  pieces: AsyncGenerator<Uint8Array, void, void>,
  log: Log,
): ReadableStream<Uint8Array> {
  // Who goes leaves a piece that is still being read, and nothing can be said to him any more.
  let isLeft = false
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next()
          if (isLeft) return
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (err) {
          if (isLeft) return
          log.error({ err }, 'an answer was broken off')
          controller.error(err)
        }
      },
      async cancel() {
        isLeft = true
        await pieces.return()
      },
    },
    { highWaterMark: 0 },
  )
}
