import { expect, test } from 'vitest'
import { boundAnswer } from './bound-answer.ts'

/** Never ends, as far as anybody waits for it; counts what was taken of it. */
function endless() {
  const told = { parts: 0, isOver: false }
  const body = new ReadableStream({
    pull(controller) {
      told.parts += 1
      controller.enqueue(new Uint8Array(1000))
    },
    cancel() {
      told.isOver = true
    },
  })
  return { told, answer: new Response(body) }
}

test('an answer that never ends is broken off, and whoever sends it is told', async () => {
  const { told, answer } = endless()
  await expect(boundAnswer(answer, 10_000).text()).rejects.toThrow('more than 10000 bytes')
  expect(told.parts).toBeLessThan(20)
  expect(told.isOver).toBe(true)
})

test('what is not longer comes as it was', async () => {
  const headers = { 'content-type': 'application/json' }
  const bound = boundAnswer(new Response('{"a":1}', { status: 207, headers }), 7)
  expect([bound.status, bound.headers.get('content-type')]).toEqual([207, 'application/json'])
  expect(await bound.json()).toEqual({ a: 1 })
  expect(boundAnswer(new Response(null, { status: 204 })).status).toBe(204)
})
