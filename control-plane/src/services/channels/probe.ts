import {
  changedReading,
  HostId,
  messageOf,
  readingFlaw,
  readingOf,
  reasonOf,
  type Source,
  SourceFacts,
  SourceId,
  SourceReadingInput,
  SourceWarning,
  says,
  sourceWarnings,
} from '@cashbacktv/contract'
import { sources } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { RequestContext } from '../../context.ts'
import { DomainError, errorAt, fieldError } from '../../domain/errors.ts'
import { reachOf } from '../../domain/reach.ts'
import { redactTexts } from '../../domain/redact-texts.ts'
import { unmask } from '../../domain/unmask-sources.ts'
import { ofReach } from '../groups/in-reach.ts'
import { placeChannel } from '../hosts/place-channel.ts'
import { checkSource } from './check-source.ts'
import { sourceOf } from './read-channels.ts'

export const ProbeInput = z.strictObject({
  url: z
    .string()
    .trim()
    .min(1, { error: says('address-empty') })
    .max(2048),
  ...SourceReadingInput.shape,
  /** A source that is there already: what is left out of how it is read is taken from it. */
  sourceId: SourceId.optional(),
  /** The host that is to look; the one that a new channel would go to when left out. */
  hostId: HostId.optional(),
})
export const ProbeResult = z.object({
  facts: SourceFacts,
  /** A picture of it, JPEG in base64. */
  frame: z.string().nullable(),
  tookMs: z.int(),
  /** What there is to say of it as it would be put out, by the mode of the output. */
  warnings: z.object({ copy: z.array(SourceWarning), transcode: z.array(SourceWarning) }),
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
  const source = await wantedSource(ctx, input)
  const placement = await placeChannel(ctx, { pinnedTo: input.hostId ?? null, current: null })
  if (placement.kind === 'unplaced') throw new DomainError('host_unreachable', placement.why)
  const answer = await ctx.hosts.ask(
    placement.hostId,
    { kind: 'probe', ...source, withFrame: true },
    20_000,
  )
  if (answer.kind === 'probe') {
    const { facts, frame, tookMs } = answer
    const warnings = {
      copy: sourceWarnings(facts, { mode: 'copy' }),
      transcode: sourceWarnings(facts, { mode: 'transcode' }),
    }
    return { facts, frame, tookMs, warnings }
  }
  throw errorAt(
    'url',
    'probe_failed',
    answer.kind === 'failed' ? redactTexts(answer.reason, [source]) : NOT_ANSWERED,
  )
}

const NOT_ANSWERED = reasonOf('resource', 'answer-late')

async function wantedSource(
  ctx: RequestContext,
  { sourceId, hostId: _host, ...sent }: z.infer<typeof ProbeInput>,
): Promise<Omit<Source, 'id'>> {
  const known = sourceId ? await knownSource(ctx, sourceId) : null
  const { url, ...reading } = unmask(sent, known, '')
  const href = await checkSource(ctx, url, 'url')
  const source = { url: href, ...changedReading(known ? readingOf(known) : {}, reading) }
  const flaw = readingFlaw(source)
  if (flaw) throw fieldError(flaw.field, flaw.message)
  return source
}

async function knownSource(ctx: RequestContext, id: SourceId): Promise<Source> {
  const own = ofReach(reachOf(ctx.actor), sources.channelId)
  const [row] = await ctx.db
    .select()
    .from(sources)
    .where(and(eq(sources.id, id), own))
  if (!row) throw fieldError('sourceId', messageOf('source-missing'))
  return sourceOf(row)
}
