import type { HostId } from '@cashbacktv/contract'
import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { amount, stepColumns } from './rollup-columns.ts'

/** What a host was over one step, as amounts that can be added up, over steps and over hosts. */
export const hostRollups = pgTable(
  'host_rollups',
  {
    ...stepColumns(),
    /** No foreign key: rows go with their partition. */
    hostId: uuid('host_id').$type<HostId>().notNull(),
    /** It was heard. */
    observedSeconds: amount('observed_seconds'),
    /** Seconds of each of its channels that viewers got anything of. */
    onAirSeconds: amount('on_air_seconds'),
    viewerSeconds: amount('viewer_seconds'),
    viewersMax: amount('viewers_max'),
    /** What channels sent times who watched them. */
    viewerKilobits: amount('viewer_kilobits'),
    /** It told of itself; what follows is of these seconds. */
    sampledSeconds: amount('sampled_seconds'),
    /** Cores that were busy, and all there are: their share is the load. */
    cpuSeconds: amount('cpu_seconds'),
    coreSeconds: amount('core_seconds'),
    memoryByteSeconds: amount('memory_byte_seconds'),
    mediaByteSeconds: amount('media_byte_seconds'),
    receivedBytes: amount('received_bytes'),
    sentBytes: amount('sent_bytes'),
    diskReadBytes: amount('disk_read_bytes'),
    diskWrittenBytes: amount('disk_written_bytes'),
  },
  (table) => [primaryKey({ columns: [table.stepSeconds, table.at, table.hostId] })],
)
