import { describe, expect, it } from 'vitest'
import type { Progress } from '../ports.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { createProgressSocket, progressUrl } from './progress-socket.ts'

describe('createProgressSocket', () => {
  it('tells the runs apart by the address they send from, on one port', async () => {
    const socket = await createProgressSocket({ port: 0 })
    const heard = new Map<string, Progress>()
    socket.onWord((address, word) => {
      if (word.kind === 'progress') heard.set(address, word.progress)
    })
    const addresses = ['127.3.0.7', '127.200.4.9']
    await Promise.all(addresses.map((address) => encode(progressUrl(socket.port, address))))
    await expect.poll(() => [...heard.keys()].sort()).toEqual(['127.200.4.9', '127.3.0.7'])
    expect(heard.get('127.3.0.7')).toMatchObject({ frames: 50, ended: true, droppedFrames: 0 })
    await socket.close()
  })

  it('hears a run again after it was closed and bound once more', async () => {
    const first = await createProgressSocket({ port: 0 })
    const { port } = first
    await first.close()
    const second = await createProgressSocket({ port })
    const heard: string[] = []
    second.onWord((address) => heard.push(address))
    await encode(progressUrl(port, '127.9.9.9'))
    await expect.poll(() => heard).toContain('127.9.9.9')
    await second.close()
  })

  it('says so when the port is taken', async () => {
    const socket = await createProgressSocket({ port: 0 })
    await expect(createProgressSocket({ port: socket.port })).rejects.toThrow(/EADDRINUSE/)
    await socket.close()
  })
})

async function encode(progress: string): Promise<void> {
  const { code } = await runToEnd(
    'ffmpeg',
    [
      ...['-v', 'error', '-progress', progress, '-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=2'],
      ...['-r', '25', '-f', 'null', '-'],
    ],
    { isTool: true, timeoutMs: 20_000, maxBytes: 100_000 },
  )
  expect(code).toBe(0)
}
