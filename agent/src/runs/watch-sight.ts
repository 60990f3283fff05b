import { isDeepStrictEqual } from 'node:util'
import type {
  Capabilities,
  ChannelId,
  ChannelSpec,
  DesiredState,
  RunId,
  Source,
  SourceFacts,
} from '@cashbacktv/contract'
import { addErrors } from '../domain/input-figures/input-errors.ts'
import type { Observation } from '../domain/observations/observation.ts'
import { furtherAudio, lackingAudio } from '../domain/plan-ffmpeg/further-audio.ts'
import {
  lackingSubtitles,
  unreadSubtitles,
  writtenTracks,
} from '../domain/plan-ffmpeg/subtitle-tracks.ts'
import { isLive, type Run } from '../domain/reconcile/world.ts'
import { chooseTracks, inventoryOf, takenTracks } from '../domain/source-facts/choose-tracks.ts'
import {
  lacksPicture,
  openedFacts,
  tookOthers,
  withNewAudio,
  withOtherAudio,
} from '../domain/source-facts/compare-seen.ts'
import { rateBetween, withFrame } from '../domain/source-facts/frame-seen.ts'
import { programMissing } from '../domain/source-facts/program-missing.ts'
import { CUES, type Seen, takeStock } from '../domain/source-facts/take-stock.ts'
import { writeRunClock } from '../files/run-clock.ts'
import type { Clock, Ffmpeg, Sighting } from '../ports.ts'
import type { Snapshots } from '../snapshots/snapshots.ts'
import type { RunHandle, Sight } from './run-handle.ts'
import type { Entry } from './run-table.ts'

export type SightWatch = {
  ffmpeg: Pick<Ffmpeg, 'plan' | 'remember' | 'rememberedFacts'>
  clock: Clock
  snapshots: Pick<Snapshots, 'current'>
  capabilities(): Capabilities | null
  observe(observation: Observation): void
}

type Wanted = { spec: ChannelSpec; source: Source }

/** While a difference lasts it is said so often: what it means may change with time alone. */
const AGAIN_MS = 1000
const REOPENED_MS = 15_000
/** A new connection begins in the middle of a picture: some never can be decoded. */
const MANY_UNDECODED = 50

/**
 * Compares what each run sees of its source with what it was planned with, renews what is known of
 * the source, and tells of a difference. Cheap while a log has nothing new.
 */
export function watchSight(watch: SightWatch): (entry: Entry) => void {
  const { ffmpeg, clock, observe } = watch
  const wantedOf = wishes(watch.snapshots)

  function look(entry: Entry): void {
    const { run, handle } = entry
    if (handle === null) return
    const wanted = wantedOf(run)
    // What the log says is told once: it waits for a snapshot that says what it is about.
    if (wanted === null) return
    const sighting = handle.sight.log.look()
    if (sighting !== null) take(run.runId, handle, wanted, sighting)
    tell(run, handle, wanted)
  }

  function take(runId: RunId, handle: RunHandle, wanted: Wanted, sighting: Sighting): void {
    const { sight } = handle
    sight.errors = addErrors(sight.errors, sighting.errors)
    if (sighting.opened !== null) noteClock(handle.runDir, sighting.opened)
    if (sighting.opened !== null) open(runId, handle, wanted, sighting.opened)
    if (sight.facts === null) return
    const known = sighting.opened === null ? sight.facts : null
    sight.facts = refined(sight.facts, sighting)
    if (sighting.reopened) sight.reopened = { at: clock.now(), undecoded: 0 }
    const lost = sight.reopened === null ? 0 : sighting.undecoded
    if (sight.reopened !== null) sight.reopened.undecoded += lost
    // Most frames tell what is known: nothing is planned anew for them.
    if (lost > 0 || !isDeepStrictEqual(known, sight.facts)) note(handle, wanted, clock.now())
  }

  function open(runId: RunId, handle: RunHandle, { spec, source }: Wanted, opened: Seen): void {
    const known = ffmpeg.rememberedFacts(source)
    const stock = { ...takeStock(opened), bitrateKbps: known?.bitrateKbps ?? null }
    const choice = chooseTracks(stock, source, known)
    // A second that began between two keyframes shows no size: what was known holds on.
    if (choice.kind !== 'chosen' || lacksPicture(stock, known)) handle.sight.facts = known
    if (choice.kind === 'no-video' || lacksPicture(stock, known)) return
    if (choice.kind === 'program-missing') {
      handle.sight.problem = programMissing(source.program, choice.programs)
      const usual = chooseTracks(stock, {}, ffmpeg.rememberedFacts({ url: source.url }))
      if (usual.kind === 'chosen') ffmpeg.remember(source.url, usual.facts)
      return
    }
    const facts = openedFacts(choice.facts, handle.sight.planned ?? known, opened)
    handle.sight.facts = facts
    handle.sight.taken = takenTracks(facts, choice.audioTrackMissing)
    ffmpeg.remember(source.url, facts)
    if (choice.audioTrackMissing) observe({ kind: 'track-missing', runId })
    sayLacking(watch, { runId, spec, facts })
  }

  /** Since when it sees what it sees, where that is not what it was planned with. */
  function note(handle: RunHandle, wanted: Wanted, now: number): void {
    const { sight } = handle
    if (!isDifferent(ffmpeg, watch, handle, wanted)) sight.differs = null
    else sight.differs ??= { since: now, toldAt: Number.NEGATIVE_INFINITY }
  }

  function tell(run: Run, { sight }: RunHandle, { source }: Wanted): void {
    const { differs, facts } = sight
    if (differs === null || facts === null || run.outdated || !isLive(run)) return
    const at = clock.now()
    if (at - differs.toldAt < AGAIN_MS) return
    differs.toldAt = at
    const { since } = differs
    const reopened = isSinceReopened(sight)
    observe({ kind: 'difference', at, runId: run.runId, url: source.url, facts, since, reopened })
  }

  return look
}

/** What viewers are to be able to choose and the source has not, or nobody can read here. */
function sayLacking(
  { observe, capabilities }: SightWatch,
  { runId, spec: { output }, facts }: { runId: RunId; spec: ChannelSpec; facts: SourceFacts },
): void {
  const audio = lackingAudio(output, facts)
  if (audio.length > 0) observe({ kind: 'audio-lacking', runId, names: audio })
  const subtitles = lackingSubtitles(output, facts)
  if (subtitles.length > 0) observe({ kind: 'subtitles-lacking', runId, names: subtitles })
  const unread = unreadSubtitles(output, facts, capabilities())
  if (unread.length > 0) observe({ kind: 'subtitles-unread', runId, names: unread })
}

/** Of use only where breaks are announced. */
function noteClock(runDir: string, { startSeconds, streams }: Seen): void {
  if (startSeconds === undefined || !streams.some(({ codec }) => codec === CUES)) return
  writeRunClock(runDir, { sourceStartSeconds: startSeconds })
}

/** What is known of the source with what was told of it since it was opened. */
export function refined(facts: SourceFacts, sighting: Sighting): SourceFacts {
  const { frame, before, newAudio, otherAudio } = sighting
  const framed = frame === null ? facts : withFrame(facts, frame, rateBetween(before, frame))
  const heard = newAudio ? withNewAudio(framed) : framed
  return otherAudio ? withOtherAudio(heard) : heard
}

/** What changed within seconds of a new connection changed with it. */
function isSinceReopened({ reopened, differs }: Sight): boolean {
  return (
    reopened !== null && differs !== null && Math.abs(differs.since - reopened.at) < REOPENED_MS
  )
}

/** What is wanted of a run, by the snapshot that holds now: each second all runs are asked about. */
function wishes(snapshots: SightWatch['snapshots']): (run: Run) => Wanted | null {
  let desired: DesiredState | null = null
  let specs = new Map<ChannelId, ChannelSpec>()
  return ({ channelId, sourceId }) => {
    const current = snapshots.current()
    if (current !== desired) specs = new Map(current?.channels.map((spec) => [spec.id, spec]))
    desired = current
    const spec = specs.get(channelId)
    const source = spec?.sources.find(({ id }) => id === sourceId)
    return spec === undefined || source === undefined ? null : { spec, source }
  }
}

/**
 * Whether another command would be made of what is seen than of what was known: where it is the same,
 * nothing is to be gained. How the source is opened does not count: it is open.
 */
function isDifferent(
  ffmpeg: SightWatch['ffmpeg'],
  { capabilities }: SightWatch,
  { sight, runDir }: RunHandle,
  { spec, source }: Wanted,
): boolean {
  const { planned, facts } = sight
  if (facts === null) return false
  if ((sight.reopened?.undecoded ?? 0) >= MANY_UNDECODED) return true
  if (planned === null) return tookOthers(facts, source) || hasFurther(spec, facts)
  const logo = spec.logo === null ? null : { file: 'logo', exactSize: true }
  const plan = (of: SourceFacts) =>
    ffmpeg
      .plan({
        spec,
        source,
        capabilities: capabilities(),
        runDir,
        logo,
        threadStep: 0,
        progressUrl: 'udp:',
        withoutAudio: sight.withoutAudio,
        facts: { ...of, container: planned.container, bitrateKbps: planned.bitrateKbps },
      })
      .args.join('\n')
  return plan(facts) !== plan(planned)
}

function hasFurther({ output }: ChannelSpec, facts: SourceFacts): boolean {
  return furtherAudio(output.audio, facts).length > 0 || writtenTracks(output, facts).length > 0
}

/** What an adopted run was planned with, as far as that was written down. */
export function plannedBefore(
  ffmpeg: Pick<Ffmpeg, 'rememberedFacts'>,
  source: Source | undefined,
  taken: RunHandle['sight']['taken'],
): SourceFacts | null {
  const known = source === undefined ? null : ffmpeg.rememberedFacts(source)
  if (known === null || taken === null) return known
  const { video, audio, program } = taken
  const { programs, videos, audios } = inventoryOf(known)
  return {
    ...known,
    video,
    audio,
    program,
    programs: [...programs],
    videoTracks: [...videos],
    audioTracks: [...audios],
  }
}
