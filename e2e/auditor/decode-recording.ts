import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readChild, runChild } from '../stack/child.ts'
import type { Recording } from './record-segments.ts'

/** Decodes everything as one, and holds timestamps to what the playlist says of them. `folder` is for its list. */
export async function problemsOf({ segments }: Recording, folder: string): Promise<string[]> {
  const problems: string[] = []
  const parts = new Map<number, string[]>()
  let before = { end: 0, discontinuity: -1 }
  for (const { discontinuity, durationSeconds, file, sequence } of segments) {
    parts.set(discontinuity, [...(parts.get(discontinuity) ?? []), file])
    const start = await startOf(file)
    if (before.discontinuity === discontinuity && Math.abs(start - before.end) > 0.1) {
      problems.push(`${sequence} starts at ${start}, the one before ends at ${before.end}`)
    }
    before = { end: start + durationSeconds, discontinuity }
  }
  for (const files of parts.values()) {
    const list = join(folder, 'list.m3u8')
    const entries = files.map((file) => `#EXTINF:1,\n${file}`).join('\n')
    writeFileSync(list, `#EXTM3U\n#EXT-X-TARGETDURATION:2\n${entries}\n#EXT-X-ENDLIST\n`)
    const said = await runChild('ffmpeg', ['-v', 'warning', '-i', list, '-f', 'null', '-'])
    if (said !== '') problems.push(said)
  }
  return problems
}

async function startOf(file: string): Promise<number> {
  const question = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'stream=start_time']
  const answer = await readChild('ffprobe', [...question, '-of', 'csv=p=0', file])
  return Number.parseFloat(answer.toString())
}

/** What its streams are, by ffprobe. */
export async function codecs(segment: { file: string } | undefined): Promise<string> {
  const entries = 'codec_name,profile,width,height,r_frame_rate,pix_fmt,level,sample_rate,channels'
  const question = ['-v', 'error', '-show_entries', `stream=${entries}`, '-of', 'csv=p=0']
  return (await readChild('ffprobe', [...question, segment?.file ?? ''])).toString()
}
