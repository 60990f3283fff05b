import { EventView } from '@cashbacktv/contract'
import { z } from 'zod'
import type { Stack } from '../../stack/start-stack.ts'

const Answer = z.object({ result: z.object({ data: z.object({ items: z.array(EventView) }) }) })

/** What the product says happened to a channel, oldest first. */
export async function channelEvents(stack: Stack, channelId: string): Promise<EventView[]> {
  const input = encodeURIComponent(JSON.stringify({ channelId, limit: 500 }))
  const headers = { authorization: `Bearer ${stack.api.token}` }
  const answer = await fetch(`${stack.url}/trpc/events.list?input=${input}`, { headers })
  return Answer.parse(await answer.json()).result.data.items.reverse()
}

/** How often each kind of event was told. */
export function countKinds(events: readonly EventView[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** Events of which there can be one a run. */
const ONCE_A_RUN = ['run-started', 'first-segment', 'run-exited']
/** What can only be told again when the other was told in between. */
const TURNS: Record<string, string> = {
  'slate-on': 'slate-off',
  'slate-off': 'slate-on',
  'sound-lost': 'sound-back',
  'sound-back': 'sound-lost',
}

/** What must never be: something told twice that happened once. */
export function toldTwice(events: readonly EventView[]): string[] {
  const seen = new Set<string>()
  const wrong: string[] = []
  const now = new Set(['slate-off', 'sound-back'])
  for (const { id, kind, detail } of events) {
    const keys = [id, ...(ONCE_A_RUN.includes(kind) ? [`${kind} ${detail.runId}`] : [])]
    wrong.push(...keys.filter((key) => seen.has(key)))
    for (const key of keys) seen.add(key)
    if (now.has(kind)) wrong.push(`${kind} after ${kind}`)
    const opposite = TURNS[kind]
    if (opposite !== undefined) now.add(kind).delete(opposite)
    const move = kind === 'source-switched' ? `to ${detail.to}` : ''
    if (move !== '' && seen.has(`last ${move}`)) wrong.push(`switched ${move} twice`)
    if (move !== '') {
      seen.delete(`last to ${detail.from}`)
      seen.add(`last ${move}`)
    }
  }
  return wrong
}
