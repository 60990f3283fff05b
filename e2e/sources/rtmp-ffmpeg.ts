import { connect, createServer, type Socket } from 'node:net'
import { type Child, startChild } from '../stack/child.ts'
import { freePort } from '../stack/free-port.ts'
import { listenLocally } from '../stack/local-server.ts'
import { testClip } from './clip.ts'
import { type LiveSource, loopedInput } from './live-source.ts'
import type { RtmpOptions } from './rtmp.ts'

/**
 * RTMP without a server of its own: FFmpeg's listener serves a single client, so each client that
 * comes gets a listener of its own behind one public port.
 */
export async function startFfmpegRtmp(options: RtmpOptions): Promise<LiveSource> {
  const { streamKey = 'live', ...clipOptions } = options
  const clip = await testClip(clipOptions)
  const listeners = new Set<Child>()
  const server = createServer(async (client) => {
    client.on('error', () => client.destroy())
    const port = await freePort()
    const listener = startListener(clip, `rtmp://127.0.0.1:${port}/app/${streamKey}`)
    listeners.add(listener)
    client.on('close', () => {
      listeners.delete(listener)
      void listener.stop()
    })
    join(client, port)
  })
  const local = await listenLocally(server)
  return {
    url: `rtmp://127.0.0.1:${local.port}/app/${streamKey}`,
    close: async () => {
      await local.close()
      await Promise.all([...listeners].map((listener) => listener.stop()))
    },
  }
}

function startListener(clip: string, url: string): Child {
  const output = ['-c', 'copy', '-bsf:a', 'aac_adtstoasc', '-f', 'flv', '-listen', '1', url]
  return startChild('ffmpeg', [...loopedInput(clip), ...output])
}

/** Connects as soon as the listener is up and joins the two ends. */
function join(client: Socket, port: number) {
  const upstream = connect(port, '127.0.0.1')
  upstream.once('connect', () => {
    client.pipe(upstream)
    upstream.pipe(client)
    upstream.on('close', () => client.destroy())
    client.on('close', () => upstream.destroy())
  })
  upstream.on('error', () => {
    upstream.destroy()
    if (!client.destroyed && !client.readableEnded) setTimeout(() => join(client, port), 50)
  })
}
