import type { types } from 'hls-parser'
import { TICKS } from '../src/domain/transport-stream/clock.ts'
import { runToEnd } from '../src/process/run-to-end.ts'

/** When pictures of a playlist are white, by the dates of their slots, in milliseconds since 1970. */
export async function whiteDates(
  { segments }: types.MediaPlaylist,
  fileOf: (uri: string) => string,
): Promise<number[]> {
  const white: number[] = []
  for (const { uri, programDateTime } of segments) {
    const pictures = await lightOf(fileOf(uri))
    const first = Math.min(...pictures.map(({ pts }) => pts))
    for (const { pts, light } of pictures) {
      const date = (programDateTime?.getTime() ?? 0) + ((pts - first) / TICKS) * 1000
      if (light > 128) white.push(date)
    }
  }
  return white
}

async function lightOf(file: string): Promise<{ pts: number; light: number }[]> {
  const entries = 'frame=pts:frame_tags=lavfi.signalstats.YAVG'
  const input = ['-f', 'lavfi', '-i', `movie=${file},signalstats`]
  const args = ['-v', 'error', ...input, '-show_entries', entries, '-of', 'csv=p=0']
  const { stdout } = await runToEnd('ffprobe', args, {
    isTool: true,
    timeoutMs: 20_000,
    maxBytes: 1e7,
  })
  const lines = stdout.toString().trim().split('\n')
  return lines.map((line) => {
    const [pts = '', light = ''] = line.split(',')
    return { pts: Number(pts), light: Number(light) }
  })
}

/** Timestamp of the picture of a file that is shown first. */
export async function firstStamp(file: string): Promise<number> {
  const args = [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-show_entries',
    'packet=pts',
    '-of',
    'csv=p=0',
  ]
  const { stdout } = await runToEnd('ffprobe', [...args, file], {
    isTool: true,
    timeoutMs: 20_000,
    maxBytes: 1e7,
  })
  return Math.min(
    ...stdout
      .toString()
      .split('\n')
      .flatMap((line) => Number.parseInt(line, 10) || []),
  )
}
