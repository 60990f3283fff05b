import type { ChannelId, ContentProfile } from '@cashbacktv/contract'
import { type ContentMemory, freshContent, NO_PROFILE } from '../content/content-memory.ts'
import { contentKindOf, contentReason } from '../content/content-reason.ts'
import { sayTurns, switchingKinds } from '../content/content-rules.ts'
import { type ContentStep, endContent, stepContent } from '../content/step-content.ts'
import { isLearnt } from '../content/thresholds.ts'
import { type Action, isLive, type Run } from '../reconcile/world.ts'
import { noteProbe, turnTo } from '../sources/sources.ts'
import type { Known, Noted } from './note-observations.ts'
import type { ContentAnswer, RunObservation } from './observation.ts'

/** How picture and audio are of the run that viewers get; what is wrong for as long as it may be is told. */
export function noteContent(known: Known, { runId, content: samples, at }: RunObservation): Noted {
  const { world, runs, runsOf, specs, moment } = known
  const run = runs.get(runId)
  if (run === undefined || samples.length === 0) return {}
  const { channelId, sourceId } = run
  // Of its channel alone: of a hundred, each is asked about each second.
  if (!isOnAir(run, runsOf.get(channelId) ?? [])) return {}
  const [memory, spec] = [world.channels.get(channelId), specs.get(channelId)]
  if (memory === undefined || spec === undefined) return {}
  const profile = world.host.profiles.get(channelId) ?? NO_PROFILE
  const before = memory.content ?? freshContent(sourceId, profile, at)
  const begun = of(before, sourceId, moment.wall)
  const step = stepContent(begun.content, samples, spec.content, moment.wall)
  const content = { ...step.content, seenAt: at }
  const turns = [...sayTurns(begun.turns, spec, before), ...sayTurns(step.turns, spec, content)]
  return {
    channels: [[channelId, { ...memory, content }]],
    ...learnt(known, channelId, before.profile, content.profile, turns),
  }
}

/** Of another source nothing is known yet, and what was wrong with the one before is over. */
function of(before: ContentMemory, sourceId: ContentMemory['sourceId'], wall: number): ContentStep {
  if (before.sourceId === sourceId) return { content: before, turns: [] }
  const { content, turns } = endContent(before, wall)
  return { content: { ...content, sourceId, shape: null, framesPerSecond: null }, turns }
}

/** Of two runs that are on air the newer one is seen by viewers. */
function isOnAir(run: Run, ofChannel: readonly Run[]): boolean {
  if (run.firstSegmentAt === null || !isLive(run)) return false
  return !ofChannel.some((other) => {
    return isLive(other) && other.firstSegmentAt !== null && other.startedAt > run.startedAt
  })
}

/** The day is over: what it showed is kept. */
function learnt(
  { world: { host } }: Known,
  channelId: ChannelId,
  before: ContentProfile,
  profile: ContentProfile,
  actions: Action[],
): Pick<Noted, 'host' | 'actions'> {
  if (isLearnt(before) || !isLearnt(profile)) return { actions }
  const profiles = new Map(host.profiles).set(channelId, profile)
  return { host: { ...host, profiles }, actions: [...actions, { kind: 'keep-profiles', profiles }] }
}

/**
 * Another source was asked. Where it is better than what is on air the channel goes over to it; the
 * first source, which was left for what it showed, has been good for as long as it has been better.
 */
export function noteContentAnswer(known: Known, answer: ContentAnswer): Noted {
  const { world, specs } = known
  const { channelId, sourceId, isBetter, at } = answer
  const [memory, spec] = [world.channels.get(channelId), specs.get(channelId)]
  const { content, sources } = memory ?? {}
  if (memory === undefined || spec === undefined || content === undefined || !sources) return {}
  const isOfActive = content.sourceId === sources.activeId
  const [why] = isOfActive ? switchingKinds(content, spec.content) : []
  const isAwaited = contentKindOf(sources.leftFor) !== null && sourceId === spec.sources[0]?.id
  if (why === undefined && !isAwaited) return {}
  const after =
    why !== undefined && isBetter
      ? turnTo(sources, spec, sourceId, contentReason(why), at)
      : isAwaited
        ? noteProbe(sources, isBetter, at)
        : sources
  return { channels: [[spec.id, { ...memory, sources: after }]] }
}
