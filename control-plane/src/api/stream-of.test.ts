import { pino } from 'pino'
import { expect, test } from 'vitest'
import { streamOf } from './stream-of.ts'

function logged() {
  const lines: string[] = []
  return { lines, log: pino({}, { write: (line) => lines.push(line) }) }
}

test.each([
  ['comes', async () => new Uint8Array(1)],
  ['fails', () => Promise.reject(new Error('gone'))],
])(
  'who leaves before a piece %s is no error, and nothing more is made for him',
  async (_how, piece) => {
    const { lines, log } = logged()
    let isAsked = false
    let make = () => {}
    const made = new Promise<void>((resolve) => {
      make = resolve
    })
    let isEnded = false
    async function* pieces() {
      try {
        isAsked = true
        await made
        yield await piece()
        yield await piece()
      } finally {
        isEnded = true
      }
    }
    const reader = streamOf(pieces(), log).getReader()
    const read = reader.read()
    await expect.poll(() => isAsked).toBe(true)
    const left = reader.cancel()
    make()
    await left
    expect(await read).toEqual({ done: true, value: undefined })
    expect(isEnded).toBe(true)
    expect(lines).toEqual([])
  },
)

test('what fails is told to who takes it, and logged', async () => {
  const { lines, log } = logged()
  async function* pieces() {
    yield new Uint8Array(1)
    throw new Error('gone')
  }
  const reader = streamOf(pieces(), log).getReader()
  expect((await reader.read()).value).toHaveLength(1)
  await expect(reader.read()).rejects.toThrow('gone')
  expect(lines.join('')).toContain('an answer was broken off')
})
