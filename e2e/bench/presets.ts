import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { execa } from 'execa'
import { encoderEnvironment } from '../../agent/src/process/encoder-environment.ts'
import { command, FORMS, type Form, type Job, LOGO } from './presets-commands.ts'
import { type Clip, footage } from './presets-footage.ts'
import { makeReference, type Quality, quality } from './presets-quality.ts'
import { serveFile } from './presets-server.ts'

/** Per form: CPU seconds a second of stream (median), greatest resident memory, and quality. */
export type FormFigures = { cpu: number; rssBytes: number } & Quality

/** Ratios are medians of pairs measured one after the other in the same round. */
export type PresetFigures = {
  clip: string
  forms: Record<Form, FormFigures>
  ratios: Record<'hand' | 'literal' | 'hand-many' | 'literal-many', number>
}

/** Compares the default preset with the spec's literal flags on the same footage with the same logo. */
export async function benchPresets(
  options: { mediaFolder?: string; rounds?: number; heights?: number[] } = {},
): Promise<PresetFigures[]> {
  const work = await mkdtemp(join(tmpdir(), 'presets-'))
  try {
    const figures: PresetFigures[] = []
    for (const height of options.heights ?? [1080, 720]) {
      const clip = await footage(options.mediaFolder, height, work)
      figures.push(await benchClip(clip, join(work, String(height)), options.rounds ?? 5))
    }
    return figures
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

type Use = { cpu: number; rssBytes: number }

async function benchClip(clip: Clip, folder: string, rounds: number): Promise<PresetFigures> {
  await mkdir(folder, { recursive: true })
  const server = await serveFile(clip.file)
  const job = { clip, url: server.url, folder, ...(await logoPictures(clip, folder)) }
  const uses = new Map<Form, Use[]>(FORMS.map((form) => [form, []]))
  let reference: string
  try {
    for (let round = 0; round < rounds; round++)
      for (const form of FORMS) uses.get(form)?.push(await run(form, await jobFolder(job, form)))
    reference = await makeReference(await jobFolder(job, 'reference'))
  } finally {
    await server.close()
  }
  const forms = {} as Record<Form, FormFigures>
  for (const form of FORMS) {
    const used = uses.get(form) ?? []
    // What a run writes looks live; read as live it would never end.
    await appendFile(join(folder, form, 'index.m3u8'), '#EXT-X-ENDLIST\n')
    forms[form] = {
      cpu: median(used.map(({ cpu }) => cpu)),
      rssBytes: Math.max(...used.map(({ rssBytes }) => rssBytes)),
      ...(await quality(join(folder, form), reference, clip.seconds)),
    }
  }
  const against = (form: Form) => pairRatio(uses.get('broadcast') ?? [], uses.get(form) ?? [])
  return {
    clip: `${clip.height}p${Math.round(clip.framesPerSecond)}`,
    forms,
    ratios: {
      hand: against('hand'),
      literal: against('literal'),
      'hand-many': against('hand-many'),
      'literal-many': against('literal-many'),
    },
  }
}

async function run(form: Form, job: Job): Promise<Use> {
  // Whoever types a command leaves memory to the system; the product's own runs do not.
  const env = form.startsWith('hand') ? {} : encoderEnvironment({ mode: 'transcode' })
  const { stderr } = await execa('ffmpeg', command(form, job), { env })
  const number = (name: string) => Number(new RegExp(`${name}=([\\d.]+)`).exec(stderr)?.[1])
  return {
    cpu: (number('utime') + number('stime')) / job.clip.seconds,
    rssBytes: number('maxrss') * 1024,
  }
}

async function jobFolder(job: Job, form: Form | 'reference'): Promise<Job> {
  const folder = join(job.folder, form)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  return { ...job, folder }
}

/** A picture of 640 pixels with edges and transparency, and the same prepared for this frame. */
export async function logoPictures(clip: Clip, folder: string) {
  const [picture, prepared] = [join(folder, 'logo.png'), join(folder, 'prepared.png')]
  const width = Math.round((clip.width * LOGO.width) / 2) * 2
  const still = ['-frames:v', '1']
  await execa('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc=size=640x272,format=rgba'],
    ...['-vf', "geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='min(255,X)'", ...still, picture],
  ])
  const filter = `scale=${width}:-2:flags=lanczos,format=rgba,colorchannelmixer=aa=${LOGO.opacity}`
  await execa('ffmpeg', ['-v', 'error', '-y', '-i', picture, '-vf', filter, ...still, prepared])
  return { picture, prepared }
}

function pairRatio(ours: Use[], theirs: Use[]): number {
  return median(ours.map((use, index) => use.cpu / (theirs[index]?.cpu ?? Number.NaN)))
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** The figures as lines for people. */
export function presetLines(figures: readonly PresetFigures[]): string[] {
  return figures.flatMap(({ clip, forms, ratios }) => [
    ...FORMS.map((form) => {
      const { cpu, rssBytes, videoKbps, psnr, ssim } = forms[form]
      const memory = Math.round(rssBytes / 1024 / 1024)
      return `${clip} ${form.padEnd(12)} ${cpu.toFixed(3)} CPU s/s, ${memory} MiB, ${videoKbps.toFixed(0)} kb/s, PSNR ${psnr.toFixed(2)} dB, SSIM ${ssim.toFixed(5)}`
    }),
    `${clip} broadcast against: ${Object.entries(ratios)
      .map(([form, ratio]) => `${form} ${ratio.toFixed(3)}`)
      .join(', ')}`,
  ])
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const line of presetLines(await benchPresets({ mediaFolder: process.env.BENCH_MEDIA })))
    console.log(line)
