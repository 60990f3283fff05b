import { type HostId, type Output, type Source, sourceWarnings } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { fieldError } from '../../domain/errors.ts'

/** A host that is slow to say what it knows is not waited for. */
const WAIT_MS = 1500

/**
 * Refuses to copy what HLS cannot carry, as far as the host has looked into the sources. What many
 * players cannot play is allowed: the channel's warnings say it.
 *
 * @throws DomainError `validation_failed` at `output.mode`
 */
export async function checkOutput(
  ctx: Pick<ServiceContext, 'hosts' | 'log'>,
  hostId: HostId | null,
  sources: readonly Pick<Source, 'url'>[],
  output: Pick<Output, 'mode'>,
): Promise<void> {
  if (hostId === null || output.mode !== 'copy') return
  const found = await Promise.all(sources.map(({ url }) => warningsOf(ctx, hostId, url, output)))
  const blocking = found.flat().find(({ level }) => level === 'blocks')
  if (blocking === undefined) return
  throw fieldError('output.mode', blocking)
}

async function warningsOf(
  ctx: Pick<ServiceContext, 'hosts' | 'log'>,
  hostId: HostId,
  url: string,
  output: Pick<Output, 'mode'>,
) {
  if (url.startsWith('testcard:')) return []
  const answer = await ctx.hosts.ask(hostId, { kind: 'facts', url }, WAIT_MS).catch(() => null)
  return answer?.kind === 'facts' && answer.facts ? sourceWarnings(answer.facts, output) : []
}
