import { startChild } from '../stack/child.ts'
import { freeUdpPort } from '../stack/free-port.ts'
import { type ClipOptions, testClip } from './clip.ts'
import { type LiveSource, loopedInput } from './live-source.ts'

/** MPEG-TS over UDP to `address`: 127.0.0.1, or a multicast group kept on the loopback interface. */
export async function startUdpTs(
  options: ClipOptions & { address?: string } = {},
): Promise<LiveSource> {
  const { address = '127.0.0.1', ...clip } = options
  const port = await freeUdpPort()
  const url = `udp://${address}:${port}`
  const target = `${url}?pkt_size=1316&ttl=0&localaddr=127.0.0.1`
  const args = [...loopedInput(await testClip(clip)), '-c', 'copy', '-f', 'mpegts', target]
  const child = startChild('ffmpeg', args)
  return { url, close: () => child.stop() }
}
