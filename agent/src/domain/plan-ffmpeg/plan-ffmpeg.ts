import {
  AudioSettings,
  BROADCAST_PRESET,
  isLadder,
  type Output,
  type SourceFacts,
  type VideoCodec,
} from '@cashbacktv/contract'
import { gpuDevice, gpuUpload } from '../gpu/gpu-arguments.ts'
import { audioArguments } from './audio-arguments.ts'
import { gainSocket, sidesHeard } from './audio-filters.ts'
import { commandLine } from './command-line.ts'
import { asItComes, lookReport, loudnessReport } from './content-report.ts'
import { cueArguments, wantedCues } from './cue-arguments.ts'
import { encoderArguments } from './encoder-arguments.ts'
import { encodedRate, frameRate, paceOf, USUAL_RATE } from './frame-rate.ts'
import { furtherAudio, isLevelled } from './further-audio.ts'
import { hlsArguments, renditionFolder, THUMBNAIL } from './hls-arguments.ts'
import { inputArguments, inputKind } from './input-arguments.ts'
import { COPY, encodingInLadder, segmenting, sharedClock } from './ladder.ts'
import { outputFrame, renditionFrame, renditionsBySize } from './output-frame.ts'
import { packetReport } from './packet-report.ts'
import type { PlanInput } from './plan-input.ts'
import { audioSpecifier, furtherSpecifier, videoSpecifier } from './stream-specifiers.ts'
import { subtitleArguments, writesSubtitles, writesTeletext } from './subtitle-arguments.ts'
import { testCardFacts } from './test-card.ts'
import { threadsFor } from './threads.ts'
import { videoFilters } from './video-filters.ts'

/** `command` is `args` as one line with secrets hidden, for people. */
export type FfmpegPlan = { args: string[]; command: string }

/**
 * How FFmpeg is to be called for one run: global, input, filter and output arguments, in that order.
 * Pure: the same wish and knowledge always give the same command.
 */
export function planFfmpeg(input: PlanInput): FfmpegPlan {
  const facts = input.facts ?? testCardFacts(input.source.url)
  const output = encodable(input, input.spec.output)
  const args =
    output.mode === 'copy'
      ? [...globals(input), ...source(input, facts, 1), ...copied(input, facts)]
      : transcoded({ ...input, spec: { ...input.spec, output } }, output, facts)
  return { args, command: commandLine(args, [input.source]) }
}

/** Of a satellite transponder. */
const MULTIPLEX_KBPS = 80_000

type Transcode = Extract<Output, { mode: 'transcode' }>

/** A test card is raw pictures: where it is to be copied it is encoded as by default. */
function encodable(input: PlanInput, output: Output): Output {
  if (output.mode !== 'copy' || inputKind(input.source.url, null) !== 'testcard') return output
  return {
    mode: 'transcode',
    presetId: 'broadcast',
    encoding: BROADCAST_PRESET,
    renditions: [{ name: 'main', height: null }],
    audio: output.audio ?? AudioSettings.parse({}),
    subtitles: output.subtitles,
  }
}

function globals(input: PlanInput): string[] {
  return [
    ...['-hide_banner', '-nostats', '-nostdin', '-loglevel', 'level+info', '-y'],
    ...['-stats_period', '1', '-progress', input.progressUrl],
  ]
}

function source(input: PlanInput, facts: SourceFacts | null, decoderThreads: number): string[] {
  return [
    ...['-threads', String(decoderThreads)],
    ...inputArguments(input.source, {
      container: facts?.container ?? null,
      // All programmes of a multiplex have to be seen, however little of it the chosen one is.
      bitrateKbps:
        (facts?.programs?.length ?? 0) > 1 ? MULTIPLEX_KBPS : (facts?.bitrateKbps ?? null),
      // Of a picture that is refreshed bit by bit it is how long was looked in vain.
      keyframeSeconds: facts?.video.refreshes ? undefined : facts?.video.keyframeSeconds,
      patient: input.patient ?? false,
      hasTeletext: writesTeletext(input, facts),
      hlsOptions: input.capabilities?.hlsOptions ?? [],
      isRecording: facts?.durationSeconds !== undefined,
    }),
  ]
}

/** Whether something beside the pictures counts by their clock. */
function isTold(input: PlanInput, facts: SourceFacts | null): boolean {
  return wantedCues(input, facts) !== null || writesSubtitles(input, facts)
}

function copied(input: PlanInput, facts: SourceFacts | null): string[] {
  const { output, hls } = input.spec
  const ladder = isLadder(output)
  const main = input.withoutAudio ? [] : ['-map', `${audioSpecifier(facts, input.source)}?`]
  // What viewers choose is in playlists of its own, which only AAC can be.
  const coded = output.audio ? audio(input, output.audio, facts) : [...main, '-c', 'copy']
  return [
    ...['-map', videoSpecifier(facts, input.source), ...(output.audio ? ['-c:v', 'copy'] : [])],
    ...[...coded, ...sharedClock(1, isTold(input, facts))],
    ...hlsArguments(hls, renditionFolder(input.runDir, COPY, ladder)),
    ...cueArguments(input, facts),
    ...subtitleArguments(input, facts),
    // Of others that copy it is measured now and then, in what they put out.
    ...(isLevelled(output) ? loudness(input, facts) : []),
    ...reports(input, facts),
  ]
}

/** Viewers of a channel that is to have no audio do not miss it. */
function loudness(input: PlanInput, facts: SourceFacts | null): string[] {
  const { output } = input.spec
  const isWanted = output.mode === 'copy' || output.audio.mode !== 'none'
  if (!isWanted || input.withoutAudio || (facts !== null && facts.audio === null)) return []
  const isHeld = isLevelled(output)
  // What is held is what viewers hear: a mix to two sides is quieter than what it is made of.
  const heard = isHeld
    ? sidesHeard(output.audio?.mix ?? 'stereo')
    : asItComes(facts?.audio?.channels)
  const further = isHeld && canLevel(input) ? furtherAudio(output.audio, facts) : []
  const held = further.map(({ name, mix, track }) => {
    return { name, specifier: furtherSpecifier(track), heard: sidesHeard(mix) }
  })
  const main = { specifier: audioSpecifier(facts, input.source), heard }
  return loudnessReport(main, input.progressUrl, held)
}

/** What comes of the source, packet by packet. A test card is raw pictures, and ours. */
function reports(input: PlanInput, facts: SourceFacts | null): string[] {
  if (input.plainly || inputKind(input.source.url, null) === 'testcard') return []
  const hasAudio = !input.withoutAudio && (facts === null || facts.audio !== null)
  const audio = hasAudio ? [audioSpecifier(facts, input.source)] : []
  return packetReport([videoSpecifier(facts, input.source), ...audio], input.progressUrl)
}

function transcoded(input: PlanInput, output: Transcode, facts: SourceFacts | null): string[] {
  const { spec, logo: prepared } = input
  const deinterlace = output.deinterlace ?? 'frame'
  const rate = frameRate(facts, deinterlace)
  const frame = outputFrame(spec, facts)
  const codec = onCpu(input, output)
  const threads = threadsFor(frame, rate ?? USUAL_RATE, input.threadStep, codec)
  const logo = spec.logo && prepared ? { placed: spec.logo, prepared } : null
  const layers = (input.layers ?? []).flatMap((one, index) => {
    const layer = spec.layers[index]
    return layer ? [{ layer, prepared: one }] : []
  })
  const renditions = renditionsBySize(output.renditions, facts)
  const filters = input.capabilities?.filters ?? []
  return [
    ...globals(input),
    ...['-filter_complex_threads', '1', '-filter_threads', '1'],
    ...(input.gpu === undefined ? [] : gpuDevice(input.gpu)),
    ...source(input, facts, threads.decoder),
    '-filter_complex',
    videoFilters({
      facts,
      renditions,
      frame,
      rate,
      deinterlace,
      logo,
      layers,
      filters,
      last: input.gpu === undefined ? [] : gpuUpload(input.gpu),
      specifier: videoSpecifier(facts, input.source),
    }),
    ...renditions.flatMap((rendition, index) => {
      const pace = paceOf(rendition, renditions, rate)
      const size = renditionFrame(rendition, facts)
      return [
        ...['-map', `[v${index}]`],
        ...(index === renditions.length - 1 ? audio(input, output.audio, facts) : []),
        ...encoderArguments(
          encodingInLadder(output.encoding, spec.hls, renditions, rendition, facts),
          pace,
          threadsFor(size, encodedRate(pace) ?? USUAL_RATE, input.threadStep, codec).encoder,
          { codec, gpu: input.gpu },
        ),
        ...sharedClock(renditions.length, isTold(input, facts)),
        ...hlsArguments(
          segmenting(spec.hls, renditions.length),
          renditionFolder(input.runDir, rendition, isLadder(output)),
        ),
      ]
    }),
    ...thumbnail(input.runDir),
    ...cueArguments(input, facts),
    ...subtitleArguments(input, facts),
    ...lookReport(input.progressUrl),
    ...loudness(input, facts),
    ...reports(input, facts),
  ]
}

/** Once, with the smallest rendition: the origin puts it beside all of them. */
function audio(input: PlanInput, settings: AudioSettings, facts: SourceFacts | null): string[] {
  const isThere = settings.mode !== 'none' && (facts === null || facts.audio !== null)
  if (input.withoutAudio || !isThere) return []
  const { levelDb, mix, targetLufs } = settings
  const isHeld = targetLufs !== null && canLevel(input)
  const { gainDb = 0, furtherGainsDb } = input
  const main = {
    specifier: audioSpecifier(facts, input.source),
    track: facts?.audio ?? null,
    treatment: { levelDb, mix, held: isHeld ? { gainDb, socket: gainSocket() } : null },
  }
  const further = furtherAudio(settings, facts).map(({ track, name, ...heard }) => {
    const from = { gainDb: furtherGainsDb?.get(name) ?? 0, socket: gainSocket(name) }
    const treatment = { ...heard, held: isHeld ? from : null }
    return { specifier: furtherSpecifier(track), track, treatment }
  })
  return audioArguments(settings, facts?.container ?? null, [main, ...further])
}

/** An FFmpeg that was built without ZeroMQ cannot be told; the channel is on air all the same. */
function canLevel({ capabilities }: PlanInput): boolean {
  return capabilities === null || capabilities.filters.includes('azmq')
}

/** What the CPU encodes the picture as: what a GPU does takes no more of it than H.264. */
function onCpu({ gpu }: PlanInput, { codec }: Transcode): VideoCodec {
  return gpu === undefined ? (codec ?? 'h264') : 'h264'
}

/** Its own fine clock: a graph that starts anew with a changed source sends a frame out of turn. */
function thumbnail(runDir: string): string[] {
  return [
    ...[
      '-map',
      '[thumb]',
      '-fps_mode',
      'passthrough',
      '-enc_time_base',
      '1:1000',
      '-c:v',
      'mjpeg',
      '-threads:v',
      '1',
    ],
    ...['-q:v', '5', '-f', 'image2', '-update', '1', '-atomic_writing', '1'],
    `${runDir}/${THUMBNAIL}`,
  ]
}
