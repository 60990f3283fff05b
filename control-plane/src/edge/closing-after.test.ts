import { expect, test } from 'vitest'
import { closingAfter } from './closing-after.ts'

/** An answer of a few pieces, or of ever more, that counts how often it is closed. */
function answered(pull: (to: ReadableStreamDefaultController<Uint8Array>) => void) {
  const kept: Promise<unknown>[] = []
  const seen = { closed: 0, isCancelled: false }
  const cancel = () => {
    seen.isCancelled = true
  }
  const { body } = closingAfter(new Response(new ReadableStream({ pull, cancel })), {
    close: () => (seen.closed += 1),
    keepGoing: (work) => kept.push(work),
  })
  return { seen, reader: body?.getReader(), ended: () => Promise.all(kept) }
}

test('what is answered whole closes behind its last piece', async () => {
  let pieces = 0
  const { seen, reader, ended } = answered((to) => {
    pieces += 1
    if (pieces > 2) to.close()
    else to.enqueue(new Uint8Array(pieces))
  })
  expect((await reader?.read())?.value).toHaveLength(1)
  expect(seen.closed).toBe(0)
  expect((await reader?.read())?.value).toHaveLength(2)
  expect((await reader?.read())?.done).toBe(true)
  await ended()
  expect(seen.closed).toBe(1)
})

test('what breaks off closes, and its client is told', async () => {
  const { seen, reader, ended } = answered((to) => to.error(new Error('gone')))
  await expect(reader?.read()).rejects.toThrow('gone')
  await ended()
  expect(seen.closed).toBe(1)
})

test('a client that leaves closes, and no more is made for it', async () => {
  const { seen, reader, ended } = answered((to) => to.enqueue(new Uint8Array(1)))
  await reader?.read()
  await reader?.cancel()
  await ended()
  expect(seen).toEqual({ closed: 1, isCancelled: true })
})

test('an answer without a body closes at once', () => {
  let closed = 0
  const close = () => (closed += 1)
  closingAfter(new Response(null, { status: 204 }), { close, keepGoing: () => {} })
  expect(closed).toBe(1)
})
