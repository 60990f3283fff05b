import { HostId, SourceFacts } from '@cashbacktv/contract'
import { z } from 'zod'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { placeChannel } from '../hosts/place-channel.ts'
import { checkSource } from './check-source.ts'

export const ProbeInput = z.strictObject({
  url: z.string().trim().min(1, { error: 'Enter the address of the source.' }).max(2048),
  /** The host that is to look; the one that a new channel would go to when left out. */
  hostId: HostId.optional(),
})
export const ProbeResult = z.object({
  facts: SourceFacts,
  /** A picture of it, JPEG in base64. */
  frame: z.string().nullable(),
  tookMs: z.int(),
})
export type ProbeResult = z.infer<typeof ProbeResult>

/**
 * Looks into a source from where it would be read.
 *
 * @throws DomainError `validation_failed` for an address that is refused, `probe_failed` with the
 * reason, `host_unreachable`
 */
export async function probeSource(
  ctx: RequestContext,
  input: z.infer<typeof ProbeInput>,
): Promise<ProbeResult> {
  const url = await checkSource(ctx, input.url, 'url')
  const placement = await placeChannel(ctx, { pinnedTo: input.hostId ?? null, current: null })
  if (placement.kind === 'unplaced') throw new DomainError('host_unreachable', placement.reason)
  const answer = await ctx.hosts.ask(
    placement.hostId,
    { kind: 'probe', url, withFrame: true },
    20_000,
  )
  if (answer.kind === 'probe') {
    const { facts, frame, tookMs } = answer
    return { facts, frame, tookMs }
  }
  const message = answer.kind === 'failed' ? answer.reason.message : 'The host did not answer.'
  throw new DomainError('probe_failed', message, [{ path: 'url', message }])
}
