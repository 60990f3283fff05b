import {
  BUILT_IN_PRESETS,
  BulkInput,
  type BulkResult,
  type ChannelMetricsView,
  type ChannelView,
  CreateChannelInput,
  CreateRolloutInput,
  type DeletedChannelList,
  type EventView,
  type FieldProblem,
  HistoryInput,
  type HostView,
  ListActivityInput,
  ListChannelsInput,
  ListTimelineInput,
  type LivePulse,
  LoginInput,
  type LogLine,
  type Me,
  type SessionTokens,
  type SourceFacts,
  TIMELINE_KINDS,
  type Timeline,
  UpdateChannelInput,
} from '@cashbacktv/contract'
import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import { fakeBulk } from './fake-bulk.ts'
import { fakeActivity, fakeHistory, fakeProcesses } from './fake-monitoring.ts'
import type { FakeWorld } from './fake-world.ts'

export type FakeContext = { world: FakeWorld; signedIn: boolean }

/** A refusal as the API words it: a code, a message and the fields it is about. */
export class FakeRefusal extends Error {
  readonly code: string
  readonly details: FieldProblem[]
  constructor(code: string, message: string, details: FieldProblem[] = []) {
    super(message)
    this.code = code
    this.details = details
  }
}

const CODES: Partial<Record<TRPCError['code'], string>> = {
  UNAUTHORIZED: 'unauthenticated',
  BAD_REQUEST: 'validation_failed',
}

const t = initTRPC.context<FakeContext>().create({
  errorFormatter({ shape, error }) {
    const refusal = error.cause instanceof FakeRefusal ? error.cause : null
    const body = refusal
      ? { code: refusal.code, message: refusal.message, details: refusal.details }
      : {
          code: CODES[error.code] ?? 'internal',
          message: error.message,
          details: error.cause instanceof z.ZodError ? problems(error.cause) : [],
        }
    return { ...shape, data: { ...shape.data, error: body } }
  },
  sse: { ping: { enabled: true, intervalMs: 2000 } },
})
const open = t.procedure
const signed = t.procedure.use(({ ctx, next }) => {
  if (!ctx.signedIn) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx })
})
const byId = signed.input(z.object({ id: z.string() }))

function refuse(code: string, message: string, details?: FieldProblem[]): never {
  throw new TRPCError({
    code: code === 'not_found' ? 'NOT_FOUND' : 'UNPROCESSABLE_CONTENT',
    message,
    cause: new FakeRefusal(code, message, details),
  })
}

function find(world: FakeWorld, id: string): ChannelView {
  return world.channel(id) ?? refuse('not_found', 'This channel does not exist.')
}

export const fakeRouter = t.router({
  auth: t.router({
    login: open.input(LoginInput).mutation(({ ctx, input }): SessionTokens => {
      if (input.password !== 'correct horse') {
        return refuse('unauthenticated', 'E-mail address or password is wrong.')
      }
      return ctx.world.tokens()
    }),
    refresh: open
      .input(z.object({ refreshToken: z.string() }))
      .mutation(({ ctx }): SessionTokens => ctx.world.tokens()),
    logout: open.input(z.object({ refreshToken: z.string() }).optional()).mutation(() => ({})),
    me: signed.query(({ ctx }): Me => ctx.world.me),
  }),
  channels: t.router({
    list: signed.input(ListChannelsInput).query(({ ctx, input }) => {
      const items = ctx.world.channels()
      return { items: items.slice(0, input.pageSize), total: items.length }
    }),
    get: byId.query(({ ctx, input }) => find(ctx.world, input.id)),
    create: signed.input(z.unknown()).mutation(({ ctx, input }) => {
      const parsed = CreateChannelInput.safeParse(input)
      if (!parsed.success) return refuse('validation_failed', 'Not valid.', problems(parsed.error))
      return ctx.world.create(parsed.data)
    }),
    update: signed
      .input(z.object({ id: z.string() }).loose())
      .mutation(({ ctx, input: { id, ...rest } }) => {
        const parsed = UpdateChannelInput.safeParse(rest)
        if (!parsed.success)
          return refuse('validation_failed', 'Not valid.', problems(parsed.error))
        return ctx.world.update(find(ctx.world, id).id, parsed.data)
      }),
    delete: byId.mutation(({ ctx, input }) => ctx.world.remove(input.id)),
    start: byId.mutation(({ ctx, input }) => ctx.world.command(input.id, 'start')),
    stop: byId.mutation(({ ctx, input }) => ctx.world.command(input.id, 'stop')),
    restart: byId.mutation(({ ctx, input }) => ctx.world.command(input.id, 'restart')),
    deleted: signed.query((): DeletedChannelList => ({ items: [] })),
    bulk: signed
      .input(BulkInput)
      .mutation(({ ctx, input }): BulkResult => fakeBulk(ctx.world, input)),
    metrics: byId.query(({ ctx, input }): ChannelMetricsView => ctx.world.metrics(input.id)),
    logs: signed
      .input(z.object({ id: z.string(), tail: z.int().default(200) }))
      .query(({ ctx }): { lines: LogLine[] } => ({ lines: ctx.world.log() })),
    command: byId.query(({ ctx }): { command: string | null } => ({ command: ctx.world.ffmpeg })),
    timeline: signed
      .input(ListTimelineInput)
      .query(({ ctx, input: { id, group, before } }): Timeline => {
        const kinds = group && group !== 'people' ? TIMELINE_KINDS[group] : null
        const items = ctx.world.timeline(id).filter(({ kind, actor }) => {
          if (!group) return true
          return kinds ? kinds.some((known) => known === kind) : actor !== null
        })
        return { items, next: before || group ? null : 'more' }
      }),
    timelineEntry: signed
      .input(z.object({ id: z.string(), entryId: z.string() }))
      .query(({ ctx, input }): EventView => {
        const [entry] = ctx.world.timeline(input.id)
        if (!entry) return refuse('not_found', 'There is no such entry.')
        const logTail = ctx.world.log().map(({ text }) => text)
        return { ...entry, detail: { logTail } }
      }),
    probe: signed
      .input(z.object({ url: z.string() }))
      .mutation(({ ctx, input }): { facts: SourceFacts; frame: string | null; tookMs: number } => {
        if (!input.url.includes('://')) {
          return refuse(
            'validation_failed',
            'Enter an address such as https://example.com/live.m3u8.',
            [{ path: 'url', message: 'Enter an address such as https://example.com/live.m3u8.' }],
          )
        }
        return ctx.world.probe()
      }),
  }),
  presets: t.router({
    list: signed.query(() => ({
      items: Object.entries(BUILT_IN_PRESETS).map(([id, encoding]) => ({
        id,
        name: id,
        encoding,
        builtIn: true,
      })),
    })),
  }),
  hosts: t.router({
    list: signed.query(({ ctx }): { items: HostView[] } => ({ items: ctx.world.hosts() })),
    confirmSnapshot: signed.input(z.unknown()).mutation(() => ({})),
    drain: signed.input(z.unknown()).mutation(() => ({})),
    createJoinToken: signed.input(z.object({ label: z.string() })).mutation(() => ({
      token: 'jt_0123456789abcdef0123456789',
      expiresAt: '2026-11-24T10:00:00Z',
    })),
  }),
  monitoring: t.router({
    processes: signed.query(({ ctx }) => ({ items: fakeProcesses(ctx.world) })),
    activity: signed.input(ListActivityInput).query(({ ctx, input }) => {
      const items = fakeActivity(ctx.world, input.group === 'errors')
      return { items: items.slice(0, input.limit), next: input.before ? null : 'more' }
    }),
    history: signed
      .input(HistoryInput)
      .query(({ input: { channelId, range } }) => fakeHistory(range, channelId !== undefined)),
  }),
  events: t.router({
    list: signed.input(z.unknown()).query((): { items: EventView[] } => ({
      items: [
        {
          ...{ id: 'e1', at: new Date().toISOString(), hostId: null, channelId: null, actor: null },
          ...{ kind: 'snapshot-held', detail: { revision: 12, stops: 41, running: 46 } },
        },
      ],
    })),
  }),
  rollouts: t.router({
    list: signed.query(({ ctx }) => ({ items: ctx.world.rollouts.list() })),
    get: byId.query(({ ctx, input }) => ctx.world.rollouts.get(input.id)),
    create: signed
      .input(CreateRolloutInput)
      .mutation(({ ctx, input }) => ctx.world.rollouts.create(input)),
    pause: byId.mutation(({ ctx, input }) => ctx.world.rollouts.pause(input.id)),
    resume: byId.mutation(({ ctx, input }) => ctx.world.rollouts.resume(input.id)),
    undo: byId.mutation(({ ctx, input }) => ctx.world.rollouts.undo(input.id)),
  }),
  live: t.router({
    pulse: signed.subscription(async function* ({ ctx, signal }): AsyncGenerator<LivePulse> {
      while (!signal?.aborted) {
        yield ctx.world.pulse()
        await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }),
  }),
})

function problems(error: z.ZodError): FieldProblem[] {
  return error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
}
