import type { HostId } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import type { PlannedRow } from '../../domain/import/plan-import.ts'
import { checkOutput } from '../channels/check-output.ts'
import { eachWithin } from '../each-within.ts'
import { placeChannel } from '../hosts/place-channel.ts'

/** Hosts are asked what they know, not made to look: a list is not to wait for long. */
const LIMITS = { atOnce: 8, withinMs: 10_000 }

/** Copies that no HLS can carry are wrong, as far as their host has looked into the sources. */
export async function judgeCopies(
  ctx: Pick<ServiceContext, 'db' | 'live' | 'now' | 'hosts' | 'log'>,
  planned: readonly PlannedRow[],
): Promise<PlannedRow[]> {
  const copies = planned.flatMap(({ id, input }) =>
    input?.output.mode === 'copy' ? [{ id, input }] : [],
  )
  if (copies.length === 0) return [...planned]
  const hosts = new Map<HostId | null, HostId | null>()
  for (const pinnedTo of new Set(copies.map(({ input }) => input.hostId))) {
    const placement = await placeChannel(ctx, { pinnedTo, current: null })
    hosts.set(pinnedTo, placement.kind === 'placed' ? placement.hostId : null)
  }
  const found = await eachWithin(copies, LIMITS, async ({ input }) => {
    const hostId = hosts.get(input.hostId) ?? null
    return checkOutput(ctx, hostId, input.sources, input.output).then(() => [], problemsOf)
  })
  const byId = new Map([...found].map(([{ id }, problems]) => [id, problems]))
  return planned.map((one): PlannedRow => {
    const problems = byId.get(one.id) ?? []
    if (problems.length === 0) return one
    return { ...one, input: null, row: { ...one.row, state: 'bad', problems } }
  })
}

function problemsOf(error: unknown) {
  if (error instanceof DomainError && error.details.length > 0) return [...error.details]
  throw error
}
