import type { ChannelId, ContentProfile } from '@cashbacktv/contract'
import { type ContentMemory, freshContent, NO_PROFILE } from '../content/content-memory.ts'
import { contentReason } from '../content/content-reason.ts'
import { sayTurns, switchingKinds } from '../content/content-rules.ts'
import { type ContentStep, endContent, stepContent } from '../content/step-content.ts'
import { isLearnt } from '../content/thresholds.ts'
import { turnTo } from '../sources/sources.ts'
import { type Action, isLive, type Run } from '../world.ts'
import type { Known, Noted } from './note-observations.ts'
import type { ContentAnswer, RunObservation } from './observation.ts'

/** How the run looks and sounds that viewers get; what is wrong for as long as it may be is told. */
export function noteContent(known: Known, { runId, content: samples, at }: RunObservation): Noted {
  const { world, runs, specs, moment } = known
  const run = runs.get(runId)
  if (run === undefined || samples.length === 0 || !isOnAir(run, runs.values())) return {}
  const { channelId, sourceId } = run
  const [memory, spec] = [world.channels.get(channelId), specs.get(channelId)]
  if (memory === undefined || spec === undefined) return {}
  const profile = world.host.profiles.get(channelId) ?? NO_PROFILE
  const before = memory.content ?? freshContent(sourceId, profile, at)
  const begun = of(before, sourceId, moment.wall)
  const step = stepContent(begun.content, samples, spec.content, moment.wall)
  const content = { ...step.content, seenAt: at }
  const channels = new Map(world.channels).set(channelId, { ...memory, content })
  const turns = [...sayTurns(begun.turns, spec, before), ...sayTurns(step.turns, spec, content)]
  return { channels, ...learnt(known, channelId, before.profile, content.profile, turns) }
}

/** Of another source nothing is known yet, and what was wrong with the one before is over. */
function of(before: ContentMemory, sourceId: ContentMemory['sourceId'], wall: number): ContentStep {
  if (before.sourceId === sourceId) return { content: before, turns: [] }
  const { content, turns } = endContent(before, wall)
  return { content: { ...content, sourceId, shape: null }, turns }
}

/** Of two runs that are on air the newer one is seen by viewers. */
function isOnAir(run: Run, runs: Iterable<Run>): boolean {
  if (run.firstSegmentAt === null || !isLive(run)) return false
  for (const other of runs) {
    const isOther = other.channelId === run.channelId && other.runId !== run.runId
    if (!isOther || !isLive(other) || other.firstSegmentAt === null) continue
    if (other.startedAt > run.startedAt) return false
  }
  return true
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

/** The other source was asked: where it is better the channel goes over to it. */
export function noteContentAnswer(known: Known, answer: ContentAnswer): Noted {
  const { world, specs } = known
  const [memory, spec] = [world.channels.get(answer.channelId), specs.get(answer.channelId)]
  const { content, sources } = memory ?? {}
  if (memory === undefined || spec === undefined || content === undefined || !sources) return {}
  const [why] = switchingKinds(content, spec.content)
  const isLate = why === undefined || content.sourceId !== sources.activeId
  if (!answer.isBetter || isLate) return {}
  const turned = turnTo(sources, spec, answer.sourceId, contentReason(why), answer.at)
  const channels = new Map(world.channels).set(spec.id, { ...memory, sources: turned })
  return { channels }
}
