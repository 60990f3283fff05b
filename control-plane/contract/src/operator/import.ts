import { z } from 'zod'
import { OutputSettings } from '../channel/output.ts'
import { PresetId } from '../encoding.ts'
import { ChannelId, GroupId, HostId } from '../ids.ts'
import { says } from '../messages/says.ts'
import { SourceReading } from '../source/source.ts'
import { FieldProblem } from './error-body.ts'

/** Most channels that one list may have: as many as one selection. */
export const MOST_IMPORTED = 1000

/** Most characters of a list. A thousand channels with long addresses take half of it. */
export const LONGEST_LIST = 1_000_000

/**
 * Body of `POST /channels/import`: a CSV or an M3U list as text. `dryRun` says what would be made and
 * makes nothing. Sent again with the same `id`, no channel is made twice.
 */
export const ImportInput = z.strictObject({
  list: z
    .string()
    .min(1, { error: says('import-empty') })
    .max(LONGEST_LIST, { error: says('import-too-long') })
    .meta({ examples: ['name;source\nHaber;https://example.com/haber.m3u8\n'] }),
  id: z.uuid().optional(),
  /** Of channels whose row names none. */
  presetId: PresetId.optional(),
  /** The group of all that are made whose row names none; null is none, or the only one of who is limited to one. */
  groupId: GroupId.nullable().default(null),
  /**
   * The rows that are made, by the line they begin in; every one that is ready when left out. A row
   * that is a double is made only when it is named here, one that is wrong never.
   */
  lines: z.array(z.int().min(1)).max(MOST_IMPORTED).optional(),
  /** Also puts those that are made on air. */
  start: z.boolean().default(false),
  dryRun: z.boolean().default(false),
})
export type ImportInput = z.infer<typeof ImportInput>

export const ImportFormat = z.enum(['csv', 'm3u'])
export type ImportFormat = z.infer<typeof ImportFormat>

/** `double`: its name or one of its sources is there already, or comes earlier in the list. */
export const ImportRowState = z.enum(['ready', 'double', 'bad'])
export type ImportRowState = z.infer<typeof ImportRowState>

/** `left`: not to be made. `failed`: was to be made and could not; its problems say why. */
export const ImportOutcome = z.enum(['planned', 'created', 'left', 'failed'])
export type ImportOutcome = z.infer<typeof ImportOutcome>

/** What one row asks for, as it would be made; addresses as they are written where they are wrong. */
export const ImportRow = z.object({
  line: z.int().positive(),
  name: z.string(),
  /** Empty for a row that is wrong and gives none. */
  slug: z.string(),
  sources: z.array(z.object({ url: z.string(), ...SourceReading.shape })),
  mode: OutputSettings.shape.mode.unwrap(),
  /** Null where the row names one that is not there. */
  presetId: PresetId.nullable(),
  /** What it is pinned to; null lets placement choose, or is not there under its name. */
  hostId: HostId.nullable(),
  hostName: z.string().nullable(),
  /** Its own, which goes before that of the list; null where it names none, or one that is not there. */
  groupId: GroupId.nullable(),
  groupName: z.string().nullable(),
  state: ImportRowState,
  /** What is wrong with it, or what it is a double of, by field. */
  problems: z.array(FieldProblem),
  outcome: ImportOutcome,
  /** Of the channel that was made. */
  channelId: ChannelId.nullable(),
})
export type ImportRow = z.infer<typeof ImportRow>

/** What became of a list, or would become of it; rows in the order of the list. */
export const ImportReport = z.object({
  dryRun: z.boolean(),
  started: z.boolean(),
  format: ImportFormat,
  rows: z.array(ImportRow),
  /** What of the list was not taken, such as columns that are not known; of a trial, that there is no room for all of it. */
  leftOut: z.array(FieldProblem),
})
export type ImportReport = z.infer<typeof ImportReport>
