import {
  BACKUP_FORMAT,
  Backup,
  BackupChannel,
  type BackupFile,
  BackupGroup,
  type BackupPictureHead,
  BackupPreset,
  BUILT_IN_PRESETS,
  keysOf,
  MOST_OF_BACKUP,
  messageOf,
  parseRestreamUrl,
  parseSourceUrl,
  readingFlaw,
} from '@cashbacktv/contract'
import type { z } from 'zod'
import { fieldError } from '../errors.ts'
import type { Steps } from '../steps.ts'
import {
  BACKUP_BOUNDS,
  headOf,
  itemAt,
  noJson,
  type Parts,
  refuseUnstorable,
  tooMuch,
} from './backup-parts.ts'
import { addProblems, refusal, type Wrong } from './backup-problems.ts'
import { foldedName } from './restore-wanted.ts'
import { splitObject } from './split-json.ts'

type ListName = keyof typeof MOST_OF_BACKUP
/**
 * A file as a backup, of which the pictures were taken out before, or what is wrong with it and where: item by item, so that whoever drives it can leave
 * off between them. Whole, one of 64 MB kept everything else of the process waiting for seconds.
 *
 * @throws DomainError `validation_failed`, with paths in the file; `bad_request` for what is no JSON
 */
export function* readBackupFile(
  bytes: Uint8Array,
  pictures: BackupPictureHead[],
): Steps<BackupFile> {
  const parts = yield* takeApart(bytes)
  const head = yield* headOf(parts)
  refuseOtherFormats(head)
  refuseTooMany(parts)
  refuseUnstorable(head, '')
  const wrong: Wrong = { details: [], said: null }
  const none = Object.fromEntries([...parts.lists.keys()].map((name) => [name, []]))
  const outer = Backup.safeParse({ ...head, ...none })
  if (!outer.success) addProblems(wrong, outer.error, '')
  const presets = yield* itemsOf(parts, 'presets', BackupPreset, wrong)
  const channelGroups = yield* itemsOf(parts, 'channelGroups', BackupGroup, wrong)
  const read = yield* itemsOf(parts, 'channels', BackupChannel, wrong)
  if (!outer.success || wrong.said) throw refusal(wrong)
  const groups = parts.lists.has('channelGroups') ? { channelGroups } : {}
  const backup = { ...outer.data, presets, pictures, ...groups, channels: read }
  refuseDoubles(backup)
  const channels: BackupFile['channels'] = []
  for (const [index, channel] of read.entries()) {
    channels.push(withCheckedSources(channel, index))
    yield
  }
  return { ...backup, channels }
}

function* takeApart(bytes: Uint8Array): Steps<Parts> {
  const split = yield* splitObject(bytes, BACKUP_BOUNDS)
  switch (split.kind) {
    case 'object':
      return { ...split, bytes }
    case 'too-much':
      throw tooMuch()
    case 'broken':
      throw noJson()
    case 'other':
      throw fieldError('format', messageOf('backup-no-format'))
  }
}

function* itemsOf<T>(
  { bytes, lists }: Parts,
  name: ListName,
  schema: z.ZodType<T>,
  wrong: Wrong,
): Steps<T[]> {
  const items: T[] = []
  for (const [index, part] of (lists.get(name) ?? []).entries()) {
    const place = `${name}.${index}`
    const item = yield* itemAt(bytes, part, place)
    const parsed = schema.safeParse(item)
    if (parsed.success) items.push(parsed.data)
    else addProblems(wrong, parsed.error, place, name === 'channels' ? item : undefined)
  }
  return items
}

/** There is no older format yet: a newer one cannot be understood here. */
function refuseOtherFormats({ format }: Record<string, unknown>): void {
  if (format === BACKUP_FORMAT) return
  throw fieldError(
    'format',
    typeof format === 'number'
      ? messageOf('backup-format', { format, known: BACKUP_FORMAT })
      : messageOf('backup-no-format'),
  )
}

/** Before they are looked at one by one. */
function refuseTooMany({ lists }: Parts): void {
  for (const name of keysOf(MOST_OF_BACKUP)) {
    const most = MOST_OF_BACKUP[name]
    if ((lists.get(name)?.length ?? 0) > most)
      throw fieldError(name, messageOf('backup-too-many', { most }))
  }
}

function refuseDoubles({ channels, presets, pictures, channelGroups = [] }: BackupFile): void {
  refuseTwice('channels', channels, ({ id }) => id)
  refuseTwice('channels', channels, ({ slug }) => slug)
  refuseTwice('presets', presets, ({ id }) => id)
  refuseTwice('pictures', pictures, ({ id }) => id)
  refuseTwice('channelGroups', channelGroups, ({ id }) => id)
  refuseTwice('channelGroups', channelGroups, foldedName)
  const sources = channels.flatMap((channel) => channel.sources)
  refuseTwice('sources', sources, ({ id }) => id)
  for (const [index, { id }] of presets.entries()) {
    if (Object.hasOwn(BUILT_IN_PRESETS, id)) {
      throw fieldError(`presets.${index}.id`, messageOf('backup-preset-built-in', { id }))
    }
  }
}

/** Where an address leads is judged by the host at each start; its form is judged here. */
function withCheckedSources(channel: BackupFile['channels'][number], index: number) {
  const sources = channel.sources.map((source, position) => {
    const parsed = parseSourceUrl(source.url)
    if (!parsed.ok) throw fieldError(`channels.${index}.sources.${position}.url`, parsed.message)
    const checked = { ...source, url: parsed.href }
    const flaw = readingFlaw(checked)
    if (flaw) throw fieldError(`channels.${index}.sources.${position}.${flaw.field}`, flaw.message)
    return checked
  })
  const restreams = channel.restreams.map((restream, position) => {
    const parsed = parseRestreamUrl(restream.url)
    if (!parsed.ok) throw fieldError(`channels.${index}.restreams.${position}.url`, parsed.message)
    return { ...restream, url: parsed.href }
  })
  return { ...channel, sources, restreams }
}

function refuseTwice<T>(name: string, items: readonly T[], keyOf: (item: T) => string): void {
  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    const key = keyOf(item)
    if (seen.has(key)) throw fieldError(`${name}.${index}`, messageOf('backup-twice', { key }))
    seen.add(key)
  }
}
