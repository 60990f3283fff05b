import {
  changedReading,
  messageOf,
  type ProbeInput,
  type ProbeResult,
  readingFlaw,
  readingOf,
  reasonOf,
  type Source,
  type SourceId,
  sourceWarnings,
} from '@cashbacktv/contract'
import { sources } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { unmask } from '../../domain/channels/unmask-sources.ts'
import { DomainError, errorAt, fieldError } from '../../domain/errors.ts'
import { redactTexts } from '../../domain/redact-texts.ts'
import { ofReach } from '../groups/in-reach.ts'
import { placeChannel } from '../hosts/place-channel.ts'
import { checkSource } from './check-source.ts'
import { sourceOf } from './read-channels.ts'

/**
 * Looks into a source from where it would be read.
 *
 * @throws DomainError `validation_failed` for an address that is refused, `probe_failed` with the
 * reason, `host_unreachable`
 */
export async function probeSource(ctx: RequestContext, input: ProbeInput): Promise<ProbeResult> {
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
  { sourceId, hostId: _host, ...sent }: ProbeInput,
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
