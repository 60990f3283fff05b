import type { ServiceContext } from '../../context.ts'
import { alertView, incidentSummary } from '../../domain/alerts/incident-view.ts'
import { type Note, noteOf } from '../../domain/alerts/note.ts'
import { reachOfTarget } from '../../domain/alerts/target-reach.ts'
import { seenInReach } from '../incidents/parts-in-reach.ts'
import { requireIncident } from '../incidents/read-incidents.ts'
import { type Claimed, claimDeliveries } from './claim.ts'
import { NOTE_LANGUAGES } from './note-languages.ts'
import { sendLetter } from './send-letter.ts'
import { settleDelivery } from './settle.ts'

export type DeliverContext = Pick<
  ServiceContext,
  'db' | 'config' | 'now' | 'live' | 'log' | 'metrics' | 'outside'
>

export type Tries = {
  count: number
  /** Resolves when all of them have ended. */
  ended: Promise<void>
}

/** Begins to send what is due and may be sent now, each to its target beside the others. */
export async function deliverDue(
  ctx: DeliverContext,
  random: () => number = Math.random,
): Promise<Tries> {
  const claimed = await claimDeliveries(ctx.db, ctx.now())
  const tries = claimed.map((one) => deliver(ctx, one, random()))
  const told = async () => {
    await Promise.all(tries)
    if (tries.length > 0) await ctx.live.publish('alerts.changed', {})
  }
  return { count: claimed.length, ended: told() }
}

async function deliver(ctx: DeliverContext, claimed: Claimed, random: number): Promise<void> {
  const { delivery, target } = claimed
  const { id, kind } = delivery
  try {
    const { note, incident } = await readNote(ctx, claimed)
    const letter = { id, note, incident, at: ctx.now() }
    const result = await sendLetter(ctx, target.address, letter, delivery.heardBy)
    const { verdict } = result
    const state = await settleDelivery(ctx.db, claimed, result, ctx.now(), random)
    // Its next try may be due before the slowest of the others has ended.
    if (state === 'waiting') await ctx.live.publish('alerts.changed', {})
    ctx.metrics.countDelivery(kind, verdict.ok ? 'sent' : state === 'dead' ? 'dead' : 'failed')
    if (state === 'dead')
      ctx.log.warn({ target: target.name, delivery: id }, 'a message was given up')
  } catch (err) {
    // It is tried again once its try counts as lost.
    ctx.log.warn({ err, delivery: id }, 'a message could not be sent')
  }
}

async function readNote(ctx: DeliverContext, { delivery, target }: Claimed) {
  const { incidentId, news } = delivery
  const row = await requireIncident({ ...ctx, actor: null }, incidentId)
  const seen = await seenInReach(ctx.db, row, reachOfTarget(target.settings.filter))
  const incident = incidentSummary(seen.incident, ctx.now())
  const ofIncident = seen.alerts.toSorted((a, b) => a.since.getTime() - b.since.getTime())
  const { language, timeZone } = target.settings
  const note: Note = noteOf({
    news,
    incident,
    alerts: ofIncident.map(alertView),
    timeZone,
    language: NOTE_LANGUAGES[language],
    publicUrl: ctx.config.publicUrl,
  })
  return { note, incident }
}
