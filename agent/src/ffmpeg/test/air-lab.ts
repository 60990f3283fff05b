import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChannelSpec, SourceFacts } from '@cashbacktv/contract'
import { segmentFolders } from '../../domain/plan-ffmpeg/hls-arguments.ts'
import { ladderOf } from '../../domain/plan-ffmpeg/ladder.ts'
import { outputFrame } from '../../domain/plan-ffmpeg/output-frame.ts'
import { planFfmpeg } from '../../domain/plan-ffmpeg/plan-ffmpeg.ts'
import type { PlanInput } from '../../domain/plan-ffmpeg/plan-input.ts'
import { runToEnd } from '../../process/run-to-end.ts'
import { prepareLayer } from '../prepare-layer.ts'
import { prepareLogo } from '../prepare-logo.ts'
import { probeSource } from '../probe.ts'
import { serveFolder } from './serve-folder.ts'
import { transcodeSpec } from './specs.ts'

const LIMITS = { isTool: true, timeoutMs: 55_000, maxBytes: 400_000_000 }

/** Where the logo of `logoSpec` lies, in fractions of the frame; its picture is twice as wide as high. */
export const PLACED = { x: 0.7, y: 0.1, width: 0.2 }
export const LOGO_COLOUR = [255, 128, 0] as const

/** A channel that transcodes with the logo of the lab. */
export function logoSpec(opacity = 1): ChannelSpec {
  return transcodeSpec({ logo: { ...PLACED, opacity } })
}

export type Carried = {
  spec?: ChannelSpec
  /** Facts to plan with; those of a probe when not given. */
  facts?: SourceFacts | null
  plan?: Partial<PlanInput>
  /** The source is read no faster than it is to be shown. */
  isPaced?: boolean
  /** Ends a live source with SIGTERM after so long. */
  seconds?: number
}

/** A folder of made-up sources behind HTTP, and runs of the planned command on them. */
export type AirLab = {
  folder: string
  url(file: string): string
  /** Arguments run in the folder. */
  ffmpeg(args: readonly string[]): Promise<void>
  /** Bytes behind bytes, as a multiplexer changes from one to the next. */
  join(files: readonly string[], name: string): Promise<void>
  probed(url: string): Promise<SourceFacts>
  /** Carries a source to its end as a run would; answers the folder with its segments. */
  carry(url: string, how?: Carried): Promise<{ out: string; log: string; args: string[] }>
  close(): Promise<void>
}

export async function startAirLab(): Promise<AirLab> {
  const folder = await mkdtemp(join(tmpdir(), 'air-lab-'))
  const server = await serveFolder(folder)
  const ffmpeg = async (args: readonly string[]) => {
    const quiet = ['-v', 'error', '-nostdin', '-y']
    const inFolder = ['-C', folder, 'ffmpeg', ...quiet, ...args]
    const { code, stderr } = await runToEnd('env', inFolder, LIMITS)
    if (code !== 0) throw new Error(stderr)
  }
  const colour = LOGO_COLOUR.map((part) => part.toString(16).padStart(2, '0')).join('')
  const picture = ['-f', 'lavfi', '-i', `color=0x${colour}:s=400x200,format=rgba`]
  await ffmpeg([...picture, '-frames:v', '1', 'logo.png'])
  return {
    folder,
    url: (file) => `${server.url}/${file}`,
    ffmpeg,
    async join(files, name) {
      const all = await Promise.all(files.map((file) => readFile(join(folder, file))))
      await writeFile(join(folder, name), Buffer.concat(all))
    },
    probed,
    carry: (url, how = {}) => carry(folder, url, how),
    async close() {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function probed(url: string): Promise<SourceFacts> {
  const found = await probeSource({ url }, { allowCidrs: ['127.0.0.0/8'] })
  if (!found.ok) throw new Error(found.reason.message)
  // Read once and as fast as can be, as what is live would be: a recording would be played for ever.
  const { durationSeconds: _length, ...facts } = found.facts
  return facts
}

async function carry(folder: string, url: string, how: Carried) {
  const { spec = logoSpec(), plan = {}, seconds } = how
  const out = await mkdtemp(join(folder, 'run-'))
  const facts = how.facts === undefined ? await probed(url) : how.facts
  const [source] = spec.sources
  if (!source) throw new Error('The channel has no source.')
  const frame = outputFrame(spec, facts)
  const asset = join(folder, 'logo.png')
  const request = { asset, frame, cacheDir: join(folder, 'cache') }
  const logo = spec.logo && (await prepareLogo({ ...request, logo: spec.logo }))
  const layers = await Promise.all(spec.layers.map((layer) => prepareLayer({ ...request, layer })))
  for (const path of segmentFolders(out, ladderOf(spec, facts)))
    await mkdir(path, { recursive: true })
  const { args: planned } = planFfmpeg({
    spec,
    facts,
    logo,
    layers,
    runDir: out,
    threadStep: 0,
    capabilities: { filters: ['zscale', 'tonemap'] },
    source: { ...source, url },
    progressUrl: 'udp://127.0.0.1:9',
    ...plan,
  })
  const args = how.isPaced ? planned.toSpliced(planned.indexOf('-i'), 0, '-re') : planned
  const limits = { ...LIMITS, ...(seconds && { timeoutMs: seconds * 1000 }) }
  const { code, stderr: log } = await runToEnd('ffmpeg', args, limits)
  const bad = log.split('\n').filter((line) => /\[(error|fatal)\]/.test(line))
  if (code !== 0 && !seconds) throw new Error(`Exit ${code}: ${bad.join('\n')}`)
  // What a run writes looks live; read as live it would never end.
  await appendFile(join(out, 'index.m3u8'), '#EXT-X-ENDLIST\n')
  return { out, log, args }
}
