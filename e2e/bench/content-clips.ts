import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentKind } from '@cashbacktv/contract'
import { execa } from 'execa'

/** A condition in a programme, and where it begins, in seconds. */
export type Labelled = {
  kind: ContentKind
  from: number
  seconds: number
}
export type Programme = { file: string; seconds: number; labels: readonly Labelled[] }

type Part = { kind: Labelled['kind'] | null; video: string; audio: string; seconds: number }

const SIZE = 's=320x180:r=25'
/** Programme that moves, as plain, as busy and as dark as there is. Cards pan: one that stands is a still card. */
const PAN = 'scroll=horizontal=0.004:vertical=0.002'
const MOVING = [
  `testsrc2=${SIZE},${PAN},noise=alls=6:allf=t`,
  `mandelbrot=${SIZE}`,
  `testsrc=${SIZE},${PAN},noise=alls=10:allf=t`,
  `life=s=320x180:r=25:mold=10:life_color=white:death_color=gray`,
  `testsrc2=${SIZE},${PAN},eq=brightness=-0.35:contrast=0.6,noise=alls=4:allf=t`,
]
const HEARD = ['anoisesrc=a=0.05:r=48000', 'sine=f=300:r=48000', 'anoisesrc=a=0.2:c=pink:r=48000']
/** Black as it comes of encoders and of cards that are nearly black; frozen with what coding adds. */
const BLACK = [
  `color=black:${SIZE}`,
  `color=0x0a0a0a:${SIZE}`,
  `color=black:${SIZE},noise=alls=3:allf=t`,
]
const SILENT = ['anullsrc=r=48000', 'anoisesrc=a=0.0003:r=48000']
/** A card with a clock: not frozen, and the same all the same. */
const CARD = `smptehdbars=${SIZE}[card];color=white:s=24x12:r=25[hand];[card][hand]overlay=x=mod(t*40\\,296):y=160`

const pick = <T>(list: readonly T[], at: number): T => {
  const item = list[at % list.length]
  if (item === undefined) throw new Error('The list has items.')
  return item
}

/** Trouble between clean parts, of another kind of pictures and noise in each. */
export async function troubled(folder: string, number: number): Promise<Programme> {
  const [video, audio] = [pick(MOVING, number), pick(HEARD, number)]
  const clean: Part = { kind: null, video, audio, seconds: 6 }
  const still = `${pick(MOVING, number + 1)},trim=end_frame=1,loop=-1:1`
  return programme(folder, `troubled-${number}`, [
    clean,
    { kind: 'black', video: pick(BLACK, number), audio, seconds: 8 },
    clean,
    { kind: 'freeze', video: still, audio, seconds: 13 },
    clean,
    { kind: 'silence', video, audio: pick(SILENT, number), seconds: 13 },
    clean,
    { kind: 'stillCard', video: CARD, audio, seconds: 25 },
    { ...clean, seconds: 10 },
  ])
}

/** Nothing but programme, with the short black and the short pauses that programmes have. */
export async function clean(folder: string, number: number): Promise<Programme> {
  const part = (at: number, seconds: number): Part => {
    return { kind: null, video: pick(MOVING, at), audio: pick(HEARD, at), seconds }
  }
  const short = { kind: null, video: pick(BLACK, number), audio: 'anullsrc=r=48000', seconds: 2 }
  const parts = [part(number, 30), short, part(number + 1, 30), short, part(number + 2, 30)]
  return programme(folder, `clean-${number}`, parts)
}

/** Programme of 720 lines at a bitrate that a channel has, for what watching costs. */
export function plain(folder: string): Promise<Programme> {
  const video = 'testsrc2=s=1280x720:r=25'
  return programme(folder, 'plain', [{ kind: null, video, audio: pick(HEARD, 0), seconds: 40 }])
}

/** Real footage of a folder, all of which is programme. */
export async function realFootage(folder: string): Promise<readonly Programme[]> {
  const names = (await readdir(folder)).filter((name) => /\.(ts|mp4|mkv)$/.test(name))
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, name)
      const asked = ['-v', 'error', '-of', 'csv=p=0', '-show_entries', 'format=duration', file]
      const { stdout } = await execa('ffprobe', asked)
      return { file, seconds: Number(stdout), labels: [] }
    }),
  )
}

async function programme(folder: string, name: string, parts: readonly Part[]): Promise<Programme> {
  const file = join(folder, `${name}.ts`)
  const inputs = parts.flatMap(({ video, audio, seconds }) => [
    ...['-f', 'lavfi', '-t', String(seconds), '-i', video],
    ...['-f', 'lavfi', '-t', String(seconds), '-i', audio],
  ])
  const joined = parts.map(
    (_, n) =>
      `[${n * 2}:v]format=yuv420p,fps=25,setsar=1[v${n}];[${n * 2 + 1}:a]aformat=channel_layouts=stereo[a${n}]`,
  )
  const ends = parts.map((_, n) => `[v${n}][a${n}]`).join('')
  const graph = `${joined.join(';')};${ends}concat=n=${parts.length}:v=1:a=1[v][a]`
  await execa('ffmpeg', [
    ...['-v', 'error', '-y', ...inputs, '-filter_complex', graph, '-map', '[v]', '-map', '[a]'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '26', '-g', '50'],
    ...['-c:a', 'aac', '-b:a', '96k', '-f', 'mpegts', file],
  ])
  let from = 0
  const labels: Labelled[] = []
  for (const { kind, seconds } of parts) {
    if (kind !== null) labels.push({ kind, from, seconds })
    from += seconds
  }
  return { file, seconds: from, labels }
}
