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

/** The run of an event of which there can be one a run; null for another. */
function onlyOneOf({ kind, detail }: EventView): string | null {
  const isOne = kind === 'run-started' || kind === 'first-segment' || kind === 'run-exited'
  return isOne ? `${kind} ${detail.runId}` : null
}

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
  for (const event of events) {
    const { id, kind } = event
    const keys = [id, onlyOneOf(event)].filter((key) => key !== null)
    wrong.push(...keys.filter((key) => seen.has(key)))
    for (const key of keys) seen.add(key)
    if (now.has(kind)) wrong.push(`${kind} after ${kind}`)
    const opposite = TURNS[kind]
    if (opposite !== undefined) now.add(kind).delete(opposite)
    if (event.kind === 'source-switched') {
      const { from, to } = event.detail
      if (seen.has(`last to ${to}`)) wrong.push(`switched to ${to} twice`)
      seen.delete(`last to ${from}`)
      seen.add(`last to ${to}`)
    }
  }
  return wrong
}
