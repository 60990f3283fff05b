import { expect, test } from 'vitest'
import { type BodyLimits, createBodyBudget, limitsOfAnybody, takeBody } from './take-body.ts'

const KB = 1024
const limits = (more: Partial<BodyLimits> = {}): BodyLimits => {
  return { mostBytes: 64 * KB, withinMs: 10_000, budget: createBodyBudget(256 * KB), ...more }
}

/** A request whose body brings these chunks, and is asked for no more than is read. */
function requestOf(chunks: Iterable<Uint8Array>, headers: Record<string, string> = {}) {
  const all = chunks[Symbol.iterator]()
  let asked = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = all.next()
        if (next.done) return controller.close()
        asked += next.value.length
        controller.enqueue(next.value)
      },
    },
    { highWaterMark: 0 },
  )
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' }
  return { request: new Request('http://localhost/', init), asked: () => asked }
}

function* endless(bytes: number) {
  for (;;) yield new Uint8Array(bytes)
}

test('a body within its limit comes out as it went in', async () => {
  const parts = ['one ', 'two ', 'x'.repeat(30 * KB)].map((text) => new TextEncoder().encode(text))
  const taken = await takeBody(requestOf(parts).request, limits())
  if (taken.kind !== 'taken') throw new Error(taken.kind)
  expect(new TextDecoder().decode(taken.bytes)).toBe(`one two ${'x'.repeat(30 * KB)}`)
  const whole = await takeBody(requestOf([new Uint8Array(64 * KB)]).request, limits())
  expect(whole.kind).toBe('taken')
})

test.each([1, 1000, 300 * KB])(
  'an endless body in chunks of %d is read no further than its limit',
  async (size) => {
    const { request, asked } = requestOf(endless(size))
    expect(await takeBody(request, limits())).toEqual({ kind: 'too-large' })
    expect(asked()).toBeLessThanOrEqual(64 * KB + size)
  },
)

test('what says that it is too large is not read at all, and what lies about it is measured', async () => {
  const said = requestOf(endless(KB), { 'content-length': String(64 * KB + 1) })
  expect(await takeBody(said.request, limits())).toEqual({ kind: 'too-large' })
  expect(said.asked()).toBe(0)
  for (const length of ['1', '-5', 'many', '']) {
    const { request } = requestOf(endless(KB), { 'content-length': length })
    expect(await takeBody(request, limits())).toEqual({ kind: 'too-large' })
  }
})

test('many together hold no more than the budget, and what was released can be taken again', async () => {
  const budget = createBodyBudget(128 * KB)
  const ask = () => takeBody(requestOf([new Uint8Array(64 * KB)]).request, limits({ budget }))
  const taken = await Promise.all(Array.from({ length: 20 }, ask))
  const kinds = taken.map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'taken').length).toBeLessThanOrEqual(2)
  expect(kinds.filter((kind) => kind === 'busy').length).toBeGreaterThanOrEqual(18)
  for (const each of taken) if (each.kind === 'taken') each.release()
  expect((await ask()).kind).toBe('taken')
})

test('one sender holds no more than its share, and leaves the rest to others', async () => {
  const budget = createBodyBudget(256 * KB, 64 * KB)
  const ask = (from: string) => {
    return takeBody(requestOf([new Uint8Array(32 * KB)]).request, limits({ budget }), from)
  }
  const kinds = async (from: string) => {
    const all = await Promise.all(Array.from({ length: 10 }, () => ask(from)))
    return all.filter(({ kind }) => kind === 'taken').length
  }
  expect(await kinds('192.0.2.1')).toBe(2)
  const other = await ask('192.0.2.2')
  if (other.kind !== 'taken') throw new Error(other.kind)
  other.release()
  expect(await kinds('192.0.2.2')).toBe(2)
})

test('who fills the room of long bodies leaves that of short ones, and takes none of it', async () => {
  const budget = createBodyBudget(128 * KB)
  const short = { upTo: 16 * KB, budget: createBodyBudget(16 * KB) }
  const ask = async (bytes: number) => {
    const parts = Array.from({ length: bytes / KB }, () => new Uint8Array(KB))
    return takeBody(requestOf(parts).request, limits({ budget, short }))
  }
  const long = [await ask(64 * KB), await ask(64 * KB)]
  expect([...long.map(({ kind }) => kind), (await ask(64 * KB)).kind]).toEqual([
    ...['taken', 'taken', 'busy'],
  ])
  // However it comes in pieces.
  const pieces = [new Uint8Array(9 * KB), new Uint8Array(3 * KB)]
  const uneven = await takeBody(requestOf(pieces).request, limits({ budget, short }))
  expect(uneven.kind).toBe('taken')
  if (uneven.kind === 'taken') uneven.release()
  const small = await ask(16 * KB)
  expect([small.kind, (await ask(KB)).kind]).toEqual(['taken', 'busy'])
  for (const each of [...long, small]) if (each.kind === 'taken') each.release()
  expect([budget.take(128 * KB), short.budget.take(16 * KB)]).toEqual([true, true])
})

test('of what anybody may send a network has an eighth, of long bodies and of short ones', async () => {
  const shared = { ...limitsOfAnybody(), mostBytes: 256 * KB }
  const takenOf = async (from: string, bytes: number) => {
    const ask = () => takeBody(requestOf([new Uint8Array(bytes)]).request, shared, from)
    const all = await Promise.all(Array.from({ length: 100 }, ask))
    return all.filter(({ kind }) => kind === 'taken').length
  }
  const counts: number[] = []
  for (let at = 0; at < 9; at++) {
    const from = `192.0.2.${at}`
    counts.push(await takenOf(from, 256 * KB), await takenOf(from, 16 * KB))
  }
  expect(counts).toEqual([...Array.from({ length: 8 }, () => [16, 64]).flat(), 0, 0])
})

test('where eight networks have taken all there is, one of theirs ends for each that another sends', async () => {
  for (const bytes of [16 * KB, 256 * KB]) {
    const shared = { ...limitsOfAnybody(), mostBytes: 256 * KB }
    const endings: string[] = []
    for (let at = 0; at < 8; at++) {
      for (let more = 0; more < 64; more++) {
        const body = new ReadableStream<Uint8Array>({
          start: (c) => c.enqueue(new Uint8Array(bytes)),
        })
        const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
        const request = new Request('http://localhost/', init)
        const taken = takeBody(request, shared, `192.0.2.${at}`)
        void taken.then(({ kind }) => kind === 'busy' || endings.push(kind))
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(endings).toEqual([])
    const ask = async (from: string) => {
      return takeBody(requestOf([new Uint8Array(bytes)]).request, shared, from)
    }
    const others = [await ask('198.51.100.1'), await ask('198.51.100.2')]
    expect(others.map(({ kind }) => kind)).toEqual(['taken', 'taken'])
    expect(endings).toEqual(['late', 'late'])
    expect((await ask('192.0.2.7')).kind).toBe('busy')
    for (const one of others) if (one.kind === 'taken') one.release()
    // Its place is free again, and none more of theirs has to end for the next.
    const next = await ask('198.51.100.3')
    expect([next.kind, endings.length]).toEqual(['taken', 2])
  }
})

test('what has come in whole is ended by nobody', async () => {
  const budget = createBodyBudget(64 * KB, 48 * KB)
  const ask = (from: string) => {
    return takeBody(requestOf([new Uint8Array(16 * KB)]).request, limits({ budget }), from)
  }
  const whole = [await ask('one'), await ask('one'), await ask('one'), await ask('two')]
  expect(whole.map(({ kind }) => kind)).toEqual(Array(4).fill('taken'))
  expect((await ask('three')).kind).toBe('busy')
  for (const one of whole) if (one.kind === 'taken') expect(one.bytes).toHaveLength(16 * KB)
})

test('every refusal gives back what it held', async () => {
  const budget = createBodyBudget(64 * KB)
  const never = new ReadableStream<Uint8Array>({ start: (c) => c.enqueue(new Uint8Array(KB)) })
  const broken = new ReadableStream<Uint8Array>({
    start: (c) => c.enqueue(new Uint8Array(KB)),
    pull: (c) => c.error(new Error('gone')),
  })
  const post = (body: ReadableStream) => {
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
    return new Request('http://localhost/', init)
  }
  expect(await takeBody(post(never), limits({ budget, withinMs: 20 }))).toEqual({ kind: 'late' })
  expect(await takeBody(post(broken), limits({ budget }))).toEqual({ kind: 'broken' })
  expect((await takeBody(requestOf(endless(KB)).request, limits({ budget }))).kind).toBe(
    'too-large',
  )
  const packed = requestOf([new Uint8Array(9)], { 'content-encoding': 'gzip' })
  expect(await takeBody(packed.request, limits({ budget }))).toEqual({ kind: 'packed' })
  expect(budget.take(64 * KB)).toBe(true)
})
