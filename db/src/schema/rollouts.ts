import type {
  ChannelId,
  HostId,
  LogoSettings,
  Reason,
  RolloutChannelState,
  RolloutDirection,
  RolloutState,
  UserId,
} from '@cashbacktv/contract'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { channels } from './channels.ts'
import { createdAt, id, instant, updatedAt } from './columns.ts'

/** A logo on its way to many channels, in waves. All of its progress is here, so that any instance can go on. */
export const rollouts = pgTable(
  'rollouts',
  {
    id: id(),
    state: text('state').$type<RolloutState>().notNull(),
    direction: text('direction').$type<RolloutDirection>().notNull(),
    reason: jsonb('reason').$type<Reason>(),
    /** Null takes the logo away. */
    logo: jsonb('logo').$type<LogoSettings>(),
    waveSize: integer('wave_size').notNull(),
    waveTimeoutSeconds: integer('wave_timeout_seconds').notNull(),
    wave: integer('wave').notNull().default(0),
    /** A person saw that this wave failed and wants to go on. */
    forgivenWave: integer('forgiven_wave').notNull().default(0),
    // Who began it stands for its later waves in the audit; kept as it was, so that it outlives the account.
    actorId: uuid('actor_id').$type<UserId>(),
    actorEmail: text('actor_email'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('rollouts_state_idx').on(table.state),
    index('rollouts_created_at_idx').on(table.createdAt),
  ],
)

export const rolloutChannels = pgTable(
  'rollout_channels',
  {
    rolloutId: uuid('rollout_id')
      .notNull()
      .references(() => rollouts.id, { onDelete: 'cascade' }),
    channelId: uuid('channel_id')
      .$type<ChannelId>()
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    wave: integer('wave').notNull(),
    state: text('state').$type<RolloutChannelState>().notNull(),
    reason: jsonb('reason').$type<Reason>(),
    /** The logo the undo brings back. */
    previousLogo: jsonb('previous_logo').$type<LogoSettings>(),
    /** Where and in which revision the host hears of the change. */
    hostId: uuid('host_id').$type<HostId>(),
    revision: bigint('revision', { mode: 'number' }),
    /** What was on air before the change: another one has to be on air after it. Null when nothing was. */
    previousRunId: text('previous_run_id'),
    changedAt: instant('changed_at'),
    settledAt: instant('settled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.rolloutId, table.channelId] }),
    index('rollout_channels_channel_id_idx').on(table.channelId),
  ],
)
