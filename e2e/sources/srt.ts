import { type Child, startChild } from '../stack/child.ts'
import { freeUdpPort } from '../stack/free-port.ts'
import { type ClipOptions, testClip } from './clip.ts'
import { type LiveSource, loopedInput } from './live-source.ts'

/** A live SRT listener, one caller at a time; it listens again when a caller leaves. */
export async function startSrt(options: ClipOptions = {}): Promise<LiveSource> {
  const clip = await testClip(options)
  const url = `srt://127.0.0.1:${await freeUdpPort()}`
  let closed = false
  let listener: Child = listen()
  function listen(): Child {
    const output = ['-c', 'copy', '-f', 'mpegts', `${url}?mode=listener`]
    const child = startChild('ffmpeg', [...loopedInput(clip), ...output])
    void child.exited.then(() => {
      if (!closed) listener = listen()
    })
    return child
  }
  return {
    url,
    close: async () => {
      closed = true
      await listener.stop()
    },
  }
}
