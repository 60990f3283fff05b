import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { TooMuchWaitingError, takeTurns } from './in-turn.ts'
import { createSegmentCache, type SegmentForm } from './segment-cache.ts'
import { sendFile } from './send-file.ts'

/** What ends when it is told to. */
function held() {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { ended, end }
}

test('one piece of work is done at a time, what is urgent first, with a turn of the loop before each', async () => {
  const { urgent, patient } = takeTurns({ urgent: 10, patient: 10 })
  const done: string[] = []
  const { ended, end } = held()
  const work = (name: string) => async () => void done.push(name)
  const all = [
    patient(async () => {
      await ended
      done.push('first')
    }),
    ...['kept 1', 'kept 2'].map((name) => patient(work(name))),
    ...['live 1', 'live 2'].map((name) => urgent(work(name))),
  ]
  await setImmediate()
  expect(done).toEqual([])
  end()
  let turns = 0
  while (done.length < 5) {
    const before = done.length
    await setImmediate()
    turns++
    expect(done.length - before).toBeLessThanOrEqual(1)
  }
  await Promise.all(all)
  expect(done).toEqual(['first', 'live 1', 'live 2', 'kept 1', 'kept 2'])
  expect(turns).toBeGreaterThanOrEqual(4)
})

test('each has places of its own to wait in', async () => {
  const { urgent, patient } = takeTurns({ urgent: 1, patient: 1 })
  const { ended, end } = held()
  const all = [patient(() => ended)]
  await setImmediate()
  all.push(patient(() => ended))
  await expect(patient(() => ended)).rejects.toThrow(TooMuchWaitingError)
  all.push(urgent(() => ended))
  await expect(urgent(() => ended)).rejects.toThrow(TooMuchWaitingError)
  end()
  await Promise.all(all)
  await patient(async () => undefined)
})

/** Sends a file of a thousand bytes in this form. */
async function serving(form: SegmentForm): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sent-'))
  const path = join(folder, '00000000.ts')
  writeFileSync(path, randomBytes(1000))
  const cache = createSegmentCache()
  const server = createServer((req, res) => {
    void sendFile(req, res, { path, type: 'video/mp4', cache, onSent: () => undefined, form })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

test('what tells its length only once it is made is not made to be told of alone', async () => {
  let made = 0
  const make = async (bytes: Buffer) => {
    made++
    return bytes
  }
  const url = await serving({ name: 'made', sizeOf: () => null, make })
  const head = await fetch(url, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-type')]).toEqual([200, 'video/mp4'])
  expect(head.headers.get('content-length')).toBeNull()
  expect(made).toBe(0)
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(1000)
  expect(made).toBe(1)
})

test('where too much waits who asks is to ask again, and is sent it then', async () => {
  let isFull = true
  const inTurn: SegmentForm['inTurn'] = (work) =>
    isFull ? Promise.reject(new TooMuchWaitingError()) : work()
  const make = async (bytes: Buffer) => bytes
  const url = await serving({ name: 'made', sizeOf: () => null, make, inTurn })
  const refused = await fetch(url)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
  isFull = false
  expect((await fetch(url)).status).toBe(200)
})
