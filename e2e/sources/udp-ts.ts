import { startChild } from '../stack/child.ts'
import { freeUdpPort } from '../stack/free-port.ts'
import { type ClipOptions, testClip } from './clip.ts'
import { type LiveSource, loopedInput } from './live-source.ts'

/** MPEG-TS over UDP, or RTP, to `address`: 127.0.0.1, or a multicast group kept on the loopback interface. */
export async function startUdpTs(
  options: ClipOptions & { address?: string; rtp?: boolean } = {},
): Promise<LiveSource> {
  const { address = '127.0.0.1', rtp = false, ...clip } = options
  const port = await freeUdpPort()
  const url = `${rtp ? 'rtp' : 'udp'}://${address}:${port}`
  const target = `${url}?pkt_size=1316&ttl=0&localaddr=127.0.0.1`
  const args = [
    ...loopedInput(await testClip(clip)),
    '-c',
    'copy',
    '-f',
    rtp ? 'rtp_mpegts' : 'mpegts',
    target,
  ]
  const child = startChild('ffmpeg', args)
  return { url, close: () => child.stop() }
}
