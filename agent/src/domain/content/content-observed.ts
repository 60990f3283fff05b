import {
  type ChannelSpec,
  CONTENT_KINDS,
  type ContentKind,
  type ContentObservation,
} from '@cashbacktv/contract'
import type { ChannelMemory } from '../reconcile/world.ts'
import { type ContentMemory, raisedKinds } from './content-memory.ts'
import { alarmingKinds } from './content-rules.ts'
import { isLearnt, learntSeconds } from './thresholds.ts'

/** How the picture and the audio of a channel are; nothing before its first picture. */
export function contentObserved(
  { content }: Pick<ChannelMemory, 'content'>,
  spec: ChannelSpec | undefined,
  wall: number,
): { content?: ContentObservation } {
  if (content === undefined || spec === undefined) return {}
  const alarming = alarmingKinds(content, spec.content)
  const { profile, loudness, seconds } = content
  return {
    content: {
      conditions: raisedKinds(content).map((kind) => ({
        kind,
        since: new Date(content.since[kind] ?? wall).toISOString(),
        alarms: alarming.includes(kind),
      })),
      seconds,
      learntSeconds: learnt(content),
      isLearning: !isLearnt(profile),
      loudness,
    },
  }
}

function learnt({ profile }: ContentMemory): Partial<Record<ContentKind, number>> {
  return Object.fromEntries(
    CONTENT_KINDS.flatMap((kind) => {
      const seconds = learntSeconds(kind, profile)
      return seconds === null ? [] : [[kind, seconds]]
    }),
  )
}
