import {
  type DesiredState,
  type EnrolmentReply,
  type EventsAcknowledged,
  Hello,
  type HelloReply,
  type HostRequest,
} from '@cashbacktv/contract'
import type { TrackedEnvelope } from '@trpc/server'
import { z } from 'zod'
import { answerByOurClock, eventsByOurClock } from '../domain/host-clock.ts'
import { readLoosely } from '../domain/read-loosely.ts'
import { storable } from '../domain/storable.ts'
import { readReport } from '../live/read-report.ts'
import { appendEvents } from '../services/events/append.ts'
import { renewCredential } from '../services/hosts/renew-credential.ts'
import { acceptReport } from './accept-report.ts'
import type { Connection } from './connection.ts'
import { counted, linkProcedure, linkRouterFactory } from './link-trpc.ts'
import { type ReadBatch, readEvents } from './read-events.ts'
import { readReply } from './read-reply.ts'
import { receiveHello } from './receive-hello.ts'
import { sendDesired } from './send-desired.ts'

/** What agents may say and hear on `/link`. Every procedure is about the host whose credential opened the socket. */
export const linkRouter = linkRouterFactory({
  hello: linkProcedure
    .input(readLoosely(storable(Hello)))
    .mutation(({ ctx, input }): Promise<HelloReply> => receiveHello(ctx, input)),
  /** Whole snapshots, tracked by revision: one at once, then one a change. */
  desired: linkProcedure
    .input(z.object({ lastEventId: z.string().max(64).nullish() }).optional())
    .subscription(
      ({
        ctx,
        signal: stop = new AbortController().signal,
      }): AsyncIterable<TrackedEnvelope<DesiredState>> =>
        counted(ctx, stop, sendDesired(ctx, stop)),
    ),
  report: linkProcedure
    .input(readReport)
    .mutation(({ ctx, input }): Promise<void> => acceptReport(ctx, input)),
  events: linkProcedure
    .input(readEvents)
    .mutation(
      ({ ctx, input }): Promise<EventsAcknowledged> =>
        appendEvents(ctx.service, dated(ctx.connection, input, ctx.service.now()), (kept) =>
          ctx.service.metrics.countEvents(kept),
        ),
    ),
  requests: linkProcedure.subscription(
    ({ ctx, signal: stop = new AbortController().signal }): AsyncIterable<HostRequest> =>
      counted(ctx, stop, ctx.connection.requests.drain(stop)),
  ),
  /** The secret goes over the host's own socket alone. */
  renewCredential: linkProcedure.mutation(
    ({ ctx }): Promise<EnrolmentReply> => renewCredential(ctx.service, ctx.connection),
  ),
  reply: linkProcedure.input(readReply).mutation(({ ctx, input }): void => {
    const { hostId, clockLagMs } = ctx.connection
    ctx.hub.answer(hostId, { ...input, answer: answerByOurClock(input.answer, clockLagMs) })
  }),
})

export type LinkRouter = typeof linkRouter

function dated({ hostId, clockLagMs }: Connection, batch: ReadBatch, toldAt: Date) {
  return { hostId, ...batch, events: eventsByOurClock(batch.events, clockLagMs, toldAt) }
}
