import { existsSync } from 'node:fs'
import type { ClipOptions } from './clip.ts'
import type { LiveSource } from './live-source.ts'
import { startFfmpegRtmp } from './rtmp-ffmpeg.ts'
import { RTMP_MODULE, startNginxRtmp } from './rtmp-nginx.ts'

export type RtmpOptions = ClipOptions & {
  /** Last part of the address: what a publisher would call the stream key. */
  streamKey?: string
}

/** A live RTMP stream: from nginx with its RTMP module where that is installed, else from FFmpeg itself. */
export function startRtmp(options: RtmpOptions = {}): Promise<LiveSource> {
  return existsSync(RTMP_MODULE) ? startNginxRtmp(options) : startFfmpegRtmp(options)
}
