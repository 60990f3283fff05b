import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChannelView } from '@cashbacktv/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runChild } from '../stack/child.ts'
import { ffmpegProcesses } from '../stack/ffmpeg-processes.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'

/** Only root may mount a RAM disk of its own size. */
const mayMount = process.getuid?.() === 0

describe.skipIf(!mayMount)('a RAM disk that is full', () => {
  let stack: Stack
  const disk = tempFolder('disk')
  const filler = join(disk.path, 'filler')
  beforeAll(async () => {
    await runChild('mount', ['-t', 'tmpfs', '-o', 'size=96m,mode=755', 'tmpfs', disk.path])
    stack = await startStack({ mediaParent: disk.path })
  })
  afterAll(async () => {
    await stack?.stop()
    await runChild('umount', [disk.path])
    disk.remove()
  })

  test('holds a start back with a reason that says what to do, and lets it go when there is room', async () => {
    writeFileSync(filler, Buffer.alloc(70 * 1024 * 1024))
    const sources = [{ url: 'testcard://640x360@25' }]
    const { id } = await stack.api.startNew({ name: 'No room', sources })
    const isHeldBack = (view: ChannelView) => view.reason?.class === 'resource'
    const { reason } = await stack.api.waitForChannel(id, isHeldBack)
    expect(reason?.message).toContain('MEDIA_DIR')
    expect(ffmpegProcesses(stack.mediaDir)).toEqual([])
    rmSync(filler)
    const view = await stack.api.waitForChannel(id, ({ status }) => status === 'running', 60_000)
    expect(view.reason).toBeNull()
  })
})
