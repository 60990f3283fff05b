import { z } from 'zod'
import { PlaybackSettings, WrittenViewerLimit } from '../channel/playback.ts'
import { ChannelSettings, WrittenSettings } from '../channel/settings.ts'
import { PresetId } from '../encoding.ts'
import { HostSettings } from '../host/host-settings.ts'
import { AssetId, ChannelId, GroupId, Instant, Sha256 } from '../ids.ts'
import { QualitySchedule } from '../quality/quality-schedule.ts'
import { closed } from '../schema/closed.ts'
import { CreateChannelGroupInput } from './channel-group.ts'
import { CreatePresetInput } from './preset.ts'

/** Grows when a file of before could be misunderstood. */
export const BACKUP_FORMAT = 1

/** A channel as a person set it; `host` is the name of the host it is pinned to. */
export const BackupChannel = closed(
  ChannelSettings.omit({ hostId: true, groupId: true }).extend({
    id: ChannelId,
    on: z.boolean(),
    /** One of the file or of here; a file without it leaves the channel in its group. */
    groupId: GroupId.toLowerCase().nullable().optional(),
    host: z.string().max(100).nullable(),
    // Files of before may have less memory than is admitted now, and a higher limit of viewers.
    limits: WrittenSettings.shape.limits,
    playback: PlaybackSettings.extend({ mostViewers: WrittenViewerLimit }).prefault({}),
  }),
)
export type BackupChannel = z.infer<typeof BackupChannel>

export const BackupPreset = z.strictObject({ id: PresetId, ...CreatePresetInput.shape })
export type BackupPreset = z.infer<typeof BackupPreset>

/** Who is limited to it is not in a backup, as people and keys are not. */
export const BackupGroup = z.strictObject({
  ...CreateChannelGroupInput.shape,
  id: GroupId.toLowerCase(),
})
export type BackupGroup = z.infer<typeof BackupGroup>

/** `content` is the PNG in base64. */
export const BackupPicture = z.strictObject({
  id: AssetId,
  sha256: Sha256,
  width: z.int().min(1).max(4096),
  height: z.int().min(1).max(4096),
  content: z.string().min(1),
})
export type BackupPicture = z.infer<typeof BackupPicture>

/** What is known of a picture without a look at its bytes: those with one hash are one. */
export const BackupPictureHead = BackupPicture.omit({ content: true })
export type BackupPictureHead = z.infer<typeof BackupPictureHead>

/** How many of each one file may have. A backup that would have more is refused, and says so. */
export const MOST_OF_BACKUP = {
  presets: 1000,
  pictures: 10_000,
  channelGroups: 5000,
  channels: 5000,
}

/** Channels and all that they are made of, without people, keys and alerts. Addresses of sources are whole. */
export const Backup = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  createdAt: Instant,
  /** Of the product, for people to read. */
  version: z.string().max(100),
  settings: z.strictObject(HostSettings.shape),
  /** A file without it leaves it as it is. */
  qualitySchedule: QualitySchedule.optional(),
  presets: z.array(BackupPreset).max(MOST_OF_BACKUP.presets),
  pictures: z.array(BackupPicture).max(MOST_OF_BACKUP.pictures),
  /** A file without them leaves them as they are. */
  channelGroups: z.array(BackupGroup).max(MOST_OF_BACKUP.channelGroups).optional(),
  channels: z.array(BackupChannel).max(MOST_OF_BACKUP.channels),
})
export type Backup = z.infer<typeof Backup>

/** A file that was read, and whose pictures, which may be gigabytes, are kept elsewhere. */
export type BackupFile = Omit<Backup, 'pictures'> & { pictures: BackupPictureHead[] }

/** What a backup has of an installation, all of it but the bytes of pictures. */
export type BackupState = Required<Omit<BackupFile, 'format' | 'createdAt' | 'version'>>

/** `merge` leaves what the file does not have; `replace` deletes it. */
export const RestoreMode = z.enum(['merge', 'replace'])
export type RestoreMode = z.infer<typeof RestoreMode>

export const RestoreItem = z.object({
  kind: z.enum(['settings', 'preset', 'picture', 'group', 'channel']),
  name: z.string(),
  change: z.enum(['create', 'change', 'delete', 'same', 'left']),
  /** What is different, by the names of the fields. */
  fields: z.array(z.string()),
  /** What its viewers meet. */
  effect: z.enum(['none', 'starts', 'stops', 'restarts']),
})
export type RestoreItem = z.infer<typeof RestoreItem>

/** What a restore did, or would do. */
export const RestoreReport = z.object({
  dryRun: z.boolean(),
  mode: RestoreMode,
  items: z.array(RestoreItem),
  starts: z.int().nonnegative(),
  stops: z.int().nonnegative(),
  restarts: z.int().nonnegative(),
  /** Hosts that channels were pinned to and that are not here: these channels are placed by themselves. */
  unknownHosts: z.array(z.string()),
})
export type RestoreReport = z.infer<typeof RestoreReport>
