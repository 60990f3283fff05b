import type { ChannelSpec, ContentKind, ContentSettings } from '@cashbacktv/contract'
import type { Step } from '../reconcile/fold-rules.ts'
import type { Action, ChannelMemory } from '../reconcile/world.ts'
import { nextSource } from '../sources/sources.ts'
import { type ContentMemory, raisedKinds } from './content-memory.ts'
import { contentReason } from './content-reason.ts'
import { type ContentTurn, endContent } from './step-content.ts'

/** A run that shows nothing for so long is none whose picture could be black. */
const UNSEEN_MS = 15_000
/** Another source is asked so often, while the one on air is no better. */
const ASK_EVERY_MS = 60_000

/** Raised conditions that a person is to be told of, the first the most telling. */
export function alarmingKinds(
  content: ContentMemory | undefined,
  settings: ContentSettings | undefined,
): readonly ContentKind[] {
  if (content === undefined || settings === undefined) return []
  return raisedKinds(content).filter((kind) => {
    const { action } = settings[kind]
    return action === 'alarm' || action === 'both'
  })
}

/** What is not seen any more is over, however it was. */
export function forgetContent(
  memory: ChannelMemory,
  situation: { spec: ChannelSpec | null; wanted: boolean; moment: { now: number; wall: number } },
): Step {
  const { content } = memory
  const { spec, wanted, moment } = situation
  if (content === undefined || raisedKinds(content).length === 0) return { memory }
  const at = content.seenAt + UNSEEN_MS
  if (wanted && at > moment.now) return { memory, wakeAt: at }
  const ended = endContent(content, moment.wall)
  const actions = spec === null ? [] : sayTurns(ended.turns, spec, content)
  return { memory: { ...memory, content: ended.content }, actions }
}

/** A condition for which the source is to be switched: another one is asked whether it is better. */
export function askOtherSource(
  memory: ChannelMemory,
  { spec, moment }: { spec: ChannelSpec; moment: { now: number } },
): Step {
  const { content, sources } = memory
  if (content === undefined || sources === null || content.sourceId !== sources.activeId) {
    return { memory }
  }
  const about = switchingKinds(content, spec.content)
  const next = about.length === 0 ? null : nextSource(sources, spec, moment.now)
  if (next === null) return { memory }
  const at = (content.askedAt ?? Number.NEGATIVE_INFINITY) + ASK_EVERY_MS
  if (at > moment.now) return { memory, wakeAt: at }
  const ask: Action = { kind: 'ask-content', channelId: spec.id, sourceId: next, about }
  return { memory: { ...memory, content: { ...content, askedAt: moment.now } }, actions: [ask] }
}

export function switchingKinds(
  content: ContentMemory,
  settings: ContentSettings,
): readonly ContentKind[] {
  return raisedKinds(content).filter((kind) => {
    const { action } = settings[kind]
    return action === 'switch' || action === 'both'
  })
}

/** What is said of conditions that begin to count or are over. */
export function sayTurns(
  turns: readonly ContentTurn[],
  { id: channelId }: Pick<ChannelSpec, 'id'>,
  { sourceId }: Pick<ContentMemory, 'sourceId'>,
): Action[] {
  return turns.map((turn) => {
    const { condition } = turn
    const told = { channelId, condition, reason: contentReason(condition) }
    return turn.kind === 'raised'
      ? { kind: 'say', happening: { kind: 'content-raised', ...told, sourceId } }
      : {
          kind: 'say',
          happening: { kind: 'content-cleared', ...told, lastedSeconds: turn.lastedSeconds },
        }
  })
}
