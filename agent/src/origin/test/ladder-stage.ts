import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { parse, setOptions, types } from 'hls-parser'
import { expect } from 'vitest'
import { segmentFolders } from '../../domain/plan-ffmpeg/hls-arguments.ts'
import { ladderOf } from '../../domain/plan-ffmpeg/ladder.ts'
import { planFfmpeg } from '../../domain/plan-ffmpeg/plan-ffmpeg.ts'
import type { PlanInput } from '../../domain/plan-ffmpeg/plan-input.ts'
import { writeLadder } from '../../files/ladder-file.ts'
import { runFolder, type Stage } from './stage.ts'

setOptions({ strictMode: true })

type Encoded = Pick<PlanInput, 'spec' | 'facts' | 'withoutAudio'> & { url: string }

/** The FFmpeg that a host would start for a source. */
export function startRun(stage: Stage, runId: string, encoded: Encoded): ChildProcess {
  const { spec, facts, url, ...change } = encoded
  const runDir = runFolder(stage.media, runId)
  const ladder = ladderOf(spec, facts)
  for (const folder of segmentFolders(runDir, ladder)) mkdirSync(folder, { recursive: true })
  if (ladder !== null) writeLadder(runDir, ladder)
  const source = { id: spec.sources[0]?.id, url } as never
  const { args } = planFfmpeg({
    spec,
    source,
    facts,
    capabilities: { filters: ['zscale'] },
    logo: null,
    runDir,
    progressUrl: 'udp://127.0.0.1:9',
    threadStep: 0,
    ...change,
  })
  return spawn('ffmpeg', args, { stdio: 'ignore' })
}

/** A playlist by its name; null where there is none. */
export async function readList(stage: Stage, name: string): Promise<string | null> {
  const response = await stage.get(`/streams/news/${name}.m3u8`)
  return response.ok ? await response.text() : null
}

export async function readMedia(stage: Stage, name: string): Promise<types.MediaPlaylist> {
  const playlist = parse((await readList(stage, name)) ?? '')
  if (!(playlist instanceof types.MediaPlaylist)) throw new Error(`${name} is no media playlist.`)
  return playlist
}

/** The multivariant playlist, with what is played of it, once one of its renditions lists so many slots. */
export async function publishedIndex(
  stage: Stage,
  rendition: string,
  count: number,
): Promise<types.MasterPlaylist> {
  const slots = async () => (await readList(stage, rendition))?.match(/#EXTINF/g)?.length ?? 0
  await expect.poll(slots, { timeout: 30_000 }).toBeGreaterThanOrEqual(count)
  const index = parse(await stage.playlist())
  if (!(index instanceof types.MasterPlaylist)) throw new Error('It is no multivariant playlist.')
  // The parser counts pictures to seek by as one of them.
  index.variants = index.variants.filter(({ isIFrameOnly }) => !isIFrameOnly)
  return index
}

/** Numbers, dates, durations and discontinuities of one moment, and every file there to be had. */
export async function expectSameSlots(stage: Stage, names: readonly string[]): Promise<void> {
  const lists = () => Promise.all(names.map((name) => readList(stage, name)))
  await expect.poll(async () => new Set((await lists()).map(timelineOf)).size).toBe(1)
  for (const name of names) {
    for (const { uri } of (await readMedia(stage, name)).segments.slice(-3)) {
      const { pathname } = new URL(uri, `${stage.base}/streams/news/${name}`)
      const { status } = await stage.get(pathname, { method: 'HEAD' })
      expect(status, `${name}: ${uri}`).toBe(200)
    }
  }
}

function timelineOf(text: string | null): string {
  // Initialisation sections are of a rendition.
  const lines = (text ?? '').split('\n').filter((line) => /^#(?!EXT-X-MAP:)/.test(line))
  return lines.join('\n')
}
