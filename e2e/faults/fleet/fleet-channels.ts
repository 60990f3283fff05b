import { fetchPlaylist } from '../../stack/playlist.ts'
import { waitFor } from '../../stack/wait-for.ts'
import type { Fleet } from './start-fleet.ts'

export type FleetChannel = { id: string; playbackUrl: string }

const AT_ONCE = 8
/** A machine that other tests work on too starts them one after the other; how fast is not what is judged. */
const ALL_ON_AIR_MS = 110_000

/** Copy channels of one source, all on air when it answers. One name, so that one slate fits them all. */
export async function putOnAir(
  fleet: Fleet,
  count: number,
  sourceUrl: string,
  mode: 'copy' | 'transcode' = 'copy',
): Promise<FleetChannel[]> {
  const { api } = fleet
  const ids: string[] = []
  const add = async (_: unknown, index: number) => {
    const slug = `fleet-${ids.length + index}`
    const sources = [{ url: sourceUrl }]
    const input = { name: 'Fleet', slug, sources, output: { mode } }
    const { id } = await api.startNew(input)
    return id
  }
  while (ids.length < count) {
    const next = Array.from({ length: Math.min(AT_ONCE, count - ids.length) }, add)
    ids.push(...(await Promise.all(next)))
  }
  await allRunning(fleet, count, ALL_ON_AIR_MS)
  const channels = await Promise.all(ids.map((id) => api.channel(id)))
  await waitFor('a playlist of each channel', async () => {
    return (await lastSequences(channels)).every((last) => last !== null)
  })
  return channels
}

export async function allRunning({ api }: Fleet, count: number, timeoutMs = 60_000) {
  const running = async () => (await api.channels('?status=running&pageSize=1')).total === count
  try {
    await waitFor(`${count} channels on air`, running, { timeoutMs, everyMs: 250 })
  } catch (error) {
    throw new Error(`${String(error)}; they are ${await phasesOf(api)}`)
  }
}

/** How many are in which phase, and why: what a failure is to be understood from. */
async function phasesOf(api: Fleet['api']): Promise<string> {
  const counts: Record<string, number> = {}
  for (const { phase, reason, attempt } of (await api.channels('?pageSize=500')).items) {
    const is = [phase, reason?.code, attempt > 0 && `attempt ${attempt}`].filter(Boolean).join(' ')
    counts[is] = (counts[is] ?? 0) + 1
  }
  return JSON.stringify(counts)
}

/** Number of the newest segment of each channel; null where there is no playlist. */
export function lastSequences(channels: readonly FleetChannel[]): Promise<(number | null)[]> {
  return Promise.all(
    channels.map(async ({ playbackUrl }) => {
      const playlist = await fetchPlaylist(playbackUrl).catch(() => null)
      return playlist && playlist.mediaSequence + playlist.segments.length - 1
    }),
  )
}

/** Waits until each channel has published beyond `before`. */
export async function allGoOn(channels: readonly FleetChannel[], before: (number | null)[]) {
  await waitFor('every playlist to go on', async () => {
    const now = await lastSequences(channels)
    return now.every((last, index) => last !== null && last > (before[index] ?? -1))
  })
}
