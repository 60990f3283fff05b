import { type Child, startChild } from '../stack/child.ts'
import { freeUdpPort } from '../stack/free-port.ts'
import { type ClipOptions, testClip } from './clip.ts'
import { type LiveSource, loopedInput } from './live-source.ts'

/** A live SRT listener, one caller at a time; it listens again when a caller leaves. */
export async function startSrt(
  options: ClipOptions & { passphrase?: string } = {},
): Promise<LiveSource> {
  const { passphrase, ...clipOptions } = options
  const clip = await testClip(clipOptions)
  const address = `srt://127.0.0.1:${await freeUdpPort()}`
  const secret = passphrase === undefined ? '' : `passphrase=${passphrase}`
  let closed = false
  let listener: Child = listen()
  function listen(): Child {
    const output = ['-c', 'copy', '-f', 'mpegts', `${address}?mode=listener&${secret}`]
    const child = startChild('ffmpeg', [...loopedInput(clip), ...output])
    void child.exited.then(() => {
      if (!closed) listener = listen()
    })
    return child
  }
  return {
    url: secret === '' ? address : `${address}?${secret}`,
    close: async () => {
      closed = true
      await listener.stop()
    },
  }
}
