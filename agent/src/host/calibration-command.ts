import { join } from 'node:path'
import { AudioSettings, type Capabilities, ChannelSpec } from '@cashbacktv/contract'
import { planFfmpeg } from '../domain/plan-ffmpeg/plan-ffmpeg.ts'
import { runToEnd } from '../process/run-to-end.ts'
import type { CalibrationTask } from './calibrate.ts'

/** A clip with noise in it, since pictures without any are too easy. Null when it cannot be made. */
export async function makeCalibrationClip(
  task: CalibrationTask,
  folder: string,
  seconds: number,
): Promise<string | null> {
  const file = join(folder, `${task.height}.ts`)
  const size = `${task.width}x${task.height}`
  const args = [
    ...['-v', 'error', '-nostdin', '-n', '-f', 'lavfi', '-i'],
    `testsrc2=size=${size}:rate=${task.framesPerSecond}:duration=${seconds},noise=alls=12:allf=t`,
    ...['-f', 'lavfi', '-i', `sine=sample_rate=48000:duration=${seconds}`, '-c:v', 'libx264'],
    ...['-preset', 'ultrafast', '-tune', 'fastdecode', '-b:v', '6M', '-pix_fmt', 'yuv420p'],
    ...['-g', String(task.framesPerSecond * 2), '-c:a', 'aac', '-ac', '2', file],
  ]
  const files = { reads: [], writes: [folder] }
  const limits = { timeoutMs: 120_000, maxBytes: 1_000_000, files }
  const { code, stderr } = await runToEnd('nice', ['-n', '19', 'ffmpeg', ...args], limits)
  return code === 0 || stderr.includes('already exists') ? file : null
}

/** The very command a channel would run, with a file in place of its source. */
export function calibrationCommand(
  task: CalibrationTask,
  clip: string,
  folder: string,
  capabilities: Pick<Capabilities, 'filters'>,
): string[] {
  const spec = channel(task)
  const url = `testcard://${task.width}x${task.height}@${task.framesPerSecond}`
  const source = { id: spec.sources[0]?.id ?? sourceId, url }
  const { args } = planFfmpeg({
    spec,
    source,
    facts: null,
    capabilities,
    runDir: folder,
    logo: null,
    threadStep: 0,
    progressUrl: 'udp://127.0.0.1:9',
  })
  const at = args.indexOf('-re')
  return args.toSpliced(at, args.indexOf('-i') + 2 - at, '-i', clip)
}

const sourceId = ChannelSpec.shape.sources.element.shape.id.parse(
  '00000000-0000-4000-8000-000000000002',
)

function channel(task: CalibrationTask): ChannelSpec {
  return ChannelSpec.parse({
    id: '00000000-0000-4000-8000-000000000001',
    name: 'Calibration',
    slug: 'calibration',
    on: true,
    restartGeneration: 0,
    sources: [{ id: sourceId, url: 'testcard://1280x720@25' }],
    logo: null,
    output: {
      mode: 'transcode',
      presetId: task.presetId,
      encoding: task.encoding,
      renditions: [{ name: 'main', height: null }],
      audio: AudioSettings.parse({}),
    },
    hls: {},
    slate: {},
    dvr: {},
    schedule: null,
    autoRestart: true,
    limits: {},
    priority: 50,
  })
}
