import type { ChannelId } from '@cashbacktv/contract'
import { integer, pgTable, primaryKey, real, uuid } from 'drizzle-orm/pg-core'
import { amount, stepColumns } from './rollup-columns.ts'

/** What a channel was over one step, as amounts that can be added up: a mean is one by its seconds. */
export const channelRollups = pgTable(
  'channel_rollups',
  {
    ...stepColumns(),
    /** No foreign key: rows go with their partition. */
    channelId: uuid('channel_id').$type<ChannelId>().notNull(),
    /** Its host was heard. */
    observedSeconds: amount('observed_seconds'),
    /** Wanted, and viewers got it well. */
    liveSeconds: amount('live_seconds'),
    /** Viewers got less than is wanted. */
    impairedSeconds: amount('impaired_seconds'),
    slateSeconds: amount('slate_seconds'),
    /** Wanted, and viewers got nothing. */
    darkSeconds: amount('dark_seconds'),
    /** Viewers heard silence because the source lost its audio. */
    silenceSeconds: amount('silence_seconds'),
    viewerSeconds: amount('viewer_seconds'),
    viewersMax: amount('viewers_max'),
    sentBytes: amount('sent_bytes'),
    /** There was an FFmpeg; the next four are of it. */
    runSeconds: amount('run_seconds'),
    cpuSeconds: amount('cpu_seconds'),
    memoryByteSeconds: amount('memory_byte_seconds'),
    frames: amount('frames'),
    droppedFrames: amount('dropped_frames'),
    /** Seconds of media that were put out in so many seconds: their share is the speed. */
    mediaSeconds: amount('media_seconds'),
    pacedSeconds: amount('paced_seconds'),
    /** Null where FFmpeg has not said it. */
    speedMin: real('speed_min'),
    inputKilobits: amount('input_kilobits'),
    inputSeconds: amount('input_seconds'),
    outputKilobits: amount('output_kilobits'),
    outputSeconds: amount('output_seconds'),
    /** Estimates of quality, 0 to 100, times the seconds that they are of. */
    qualityScoreSeconds: amount('quality_score_seconds'),
    qualitySeconds: amount('quality_seconds'),
    /** Of players that report themselves: sessions that began, and that stalled for the first time. */
    playerSessions: amount('player_sessions'),
    rebufferedSessions: amount('rebuffered_sessions'),
    stalls: amount('stalls'),
    stalledSeconds: amount('stalled_seconds'),
    playedSeconds: amount('played_seconds'),
    /** Sessions that started to play, and the seconds this took all of them. */
    startups: amount('startups'),
    startupSeconds: amount('startup_seconds'),
    /** As players measured it, times the seconds that it is of. */
    throughputKilobits: amount('throughput_kilobits'),
    throughputSeconds: amount('throughput_seconds'),
    /** Runs that ended unasked; counted from events, in steps of a minute and more. */
    restarts: integer('restarts').notNull().default(0),
  },
  // Time before channel: what is written together lies together.
  (table) => [primaryKey({ columns: [table.stepSeconds, table.at, table.channelId] })],
)
