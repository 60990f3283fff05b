import { z } from 'zod'
import { Deinterlace, HlsSettings, Rendition, SlateSettings } from '../channel-spec.ts'
import { PresetId } from '../encoding.ts'
import { AssetId, ChannelId, HostId, Slug, SourceId } from '../ids.ts'
import { isKnownTimeZone } from '../local-time.ts'
import { OneOffWindow, Schedule } from '../schedule.ts'
import { SourceReadingInput } from '../source.ts'
import { parseSourceUrl } from '../source-url.ts'
import { changeOf } from './change-of.ts'

const Fraction = z.number().min(0).max(1)

/** The id of a source that is already there may be given to keep what is not said anew of how it is read. */
export const SourceInput = z.strictObject({
  id: SourceId.optional(),
  url: z
    .string()
    .trim()
    .min(1, { error: 'Enter the address of the source.' })
    .max(2048)
    .meta({
      examples: [
        'https://example.com/live.m3u8',
        'srt://example.com:9000?streamid=#!::r=live/cam1,m=request',
        'udp://@239.1.2.3:5004',
      ],
    }),
  ...SourceReadingInput.shape,
})
export type SourceInput = z.infer<typeof SourceInput>

/** A new address is judged with the other fields, so that all that is wrong is said at once. */
const JudgedSource = SourceInput.superRefine(({ id, url }, context) => {
  // That of a source which is there may be its shown form, which stands for the stored one.
  const parsed = id === undefined ? parseSourceUrl(url) : null
  if (parsed?.ok === false)
    context.addIssue({ code: 'custom', path: ['url'], message: parsed.message })
})

/** `x`, `y` and `width` are fractions of the frame. */
export const LogoInput = z.strictObject({
  assetId: AssetId,
  x: Fraction.default(0.82),
  y: Fraction.default(0.05),
  width: z.number().min(0.005).max(1).default(0.13),
  opacity: Fraction.default(1),
})
export type LogoInput = z.infer<typeof LogoInput>

const AudioInput = z.strictObject({
  mode: z.enum(['auto', 'encode', 'none']).default('auto'),
  bitrateKbps: z.int().min(32).max(512).default(128),
})

export const OutputInput = z.strictObject({
  mode: z.enum(['copy', 'transcode']).default('transcode'),
  presetId: PresetId.default('broadcast'),
  renditions: z
    .array(Rendition)
    .min(1, { error: 'Give the size that is published.' })
    .max(1, {
      error:
        'One size is published, and several were given. Leave one, and make a channel of its own for each other size.',
    })
    .default([{ name: 'main', height: null }]),
  audio: AudioInput.default({ mode: 'auto', bitrateKbps: 128 }),
  deinterlace: Deinterlace.default('frame'),
})
export type OutputInput = z.infer<typeof OutputInput>

/** What viewers see while every source is dead. `picture` is the hash that the upload answered. */
export const SlateInput = z.strictObject(SlateSettings.shape)
export type SlateInput = z.infer<typeof SlateInput>

/** The least is what FFmpeg needs to copy a stream; with less it would be ended at once, again and again. */
export const LimitsInput = z.strictObject({
  memoryBytes: z
    .int({ error: 'A memory limit is a whole number of bytes.' })
    .min(64e6, { error: 'A memory limit is 64 MB or more.' })
    .nullable()
    .default(null),
  cpuPercent: z
    .int({ error: 'A CPU limit is a whole percentage of one core.' })
    .min(5, { error: 'A CPU limit is 5 % or more.' })
    .max(10_000, { error: 'A CPU limit is 10000 % or less.' })
    .nullable()
    .default(null),
})

const TimeZone = z
  .string()
  .max(64)
  .refine(isKnownTimeZone, { error: 'Choose a time zone such as Europe/Istanbul.' })
  .meta({ examples: ['Europe/Istanbul', 'America/New_York', 'UTC'] })
const OneOffInput = OneOffWindow.refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
  error: 'The end must be after the beginning.',
  path: ['until'],
}).meta({
  examples: [{ from: '2026-03-29T18:00:00Z', until: '2026-03-29T20:00:00Z', onAir: true }],
})

/** A host that does not know the time zone would leave the channel on air for good. */
export const ScheduleInput = z.object({
  ...Schedule.shape,
  timeZone: TimeZone,
  oneOff: z.array(OneOffInput).max(200),
})

/** What a person sets of a channel, whole. */
export const ChannelSettings = z.strictObject({
  name: z.string().trim().min(1, { error: 'Give the channel a name.' }).max(100),
  slug: Slug,
  sources: z.array(JudgedSource).min(1, { error: 'A channel needs at least one source.' }).max(8),
  logo: LogoInput.nullable(),
  output: OutputInput,
  hls: HlsSettings,
  slate: SlateInput,
  schedule: ScheduleInput.nullable(),
  hostId: HostId.nullable(),
  autoRestart: z.boolean(),
  priority: z.int().min(0).max(100),
  limits: LimitsInput,
})
const channelFields = ChannelSettings.shape

/**
 * Body of `POST /channels`. The slug is made from the name when it is not given. Sent again with the
 * same `id` it makes no second channel: the one that is there then becomes as it is wanted.
 */
export const CreateChannelInput = z.strictObject({
  id: ChannelId.optional(),
  name: channelFields.name,
  slug: channelFields.slug.optional(),
  sources: channelFields.sources,
  logo: channelFields.logo.default(null),
  output: channelFields.output.prefault({}),
  hls: channelFields.hls.prefault({}),
  slate: channelFields.slate.prefault({}),
  schedule: channelFields.schedule.default(null),
  hostId: channelFields.hostId.default(null),
  autoRestart: channelFields.autoRestart.default(true),
  priority: channelFields.priority.default(50),
  limits: channelFields.limits.prefault({}),
})
export type CreateChannelInput = z.infer<typeof CreateChannelInput>

const OutputChange = changeOf(OutputInput).extend({ audio: changeOf(AudioInput).optional() })

/** Body of `PUT /channels/:id`: what is left out stays as it is, at every depth but in lists. */
export const UpdateChannelInput = ChannelSettings.extend({
  logo: changeOf(LogoInput).nullable(),
  output: OutputChange,
  hls: changeOf(HlsSettings),
  slate: changeOf(SlateInput),
  schedule: changeOf(ScheduleInput).nullable(),
  limits: changeOf(LimitsInput),
}).partial()
export type UpdateChannelInput = z.infer<typeof UpdateChannelInput>
