import {
  BACKUP_FORMAT,
  Backup,
  BackupChannel,
  BackupGroup,
  BackupPicture,
  BackupPreset,
  BUILT_IN_PRESETS,
  type FieldMessage,
  fieldProblems,
  keysOf,
  type Message,
  MOST_OF_BACKUP,
  messageOf,
  parseRestreamUrl,
  parseSourceUrl,
  readingFlaw,
} from '@cashbacktv/contract'
import { z } from 'zod'
import {
  at,
  BACKUP_BOUNDS,
  headOf,
  itemAt,
  noJson,
  type Parts,
  pictureAt,
  type ReadItem,
  refuseUnstorable,
  tooMuch,
} from './backup-parts.ts'
import { DomainError, fieldError } from './errors.ts'
import { foldedName } from './restore-wanted.ts'
import { splitObject } from './split-json.ts'
import type { Steps } from './steps.ts'

const SHOWN_PROBLEMS = 20

type ListName = keyof typeof MOST_OF_BACKUP
/** What was found wrong so far; the sentence is about the first of it. */
type Wrong = { details: FieldMessage[]; said: Message | null }

/**
 * A file as a backup, or what is wrong with it and where: item by item, so that whoever drives it can leave
 * off between them. Whole, one of 64 MB kept everything else of the process waiting for seconds.
 *
 * @throws DomainError `validation_failed`, with paths in the file; `bad_request` for what is no JSON
 */
export function* readBackupFile(bytes: Uint8Array): Steps<Backup> {
  const parts = yield* takeApart(bytes)
  const head = yield* headOf(parts)
  refuseOtherFormats(head)
  refuseTooMany(parts)
  refuseUnstorable(head, '')
  const wrong: Wrong = { details: [], said: null }
  const none = Object.fromEntries([...parts.lists.keys()].map((name) => [name, []]))
  const outer = Backup.safeParse({ ...head, ...none })
  if (!outer.success) add(wrong, fieldProblems(outer.error), placeOf)
  const presets = yield* itemsOf(parts, 'presets', BackupPreset, wrong)
  const pictures = yield* itemsOf(parts, 'pictures', BackupPicture, wrong, pictureAt)
  const channelGroups = yield* itemsOf(parts, 'channelGroups', BackupGroup, wrong)
  const read = yield* itemsOf(parts, 'channels', BackupChannel, wrong)
  if (!outer.success || wrong.said) throw refusal(wrong)
  const groups = parts.lists.has('channelGroups') ? { channelGroups } : {}
  const backup = { ...outer.data, presets, pictures, ...groups, channels: read }
  refuseDoubles(backup)
  const channels: Backup['channels'] = []
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
  read: ReadItem = itemAt,
): Steps<T[]> {
  const items: T[] = []
  for (const [index, part] of (lists.get(name) ?? []).entries()) {
    const place = `${name}.${index}`
    const item = yield* read(bytes, part, place)
    const parsed = schema.safeParse(item)
    if (parsed.success) items.push(parsed.data)
    else {
      const problems = fieldProblems(parsed.error).map((one) => ({
        ...one,
        path: at(place, one.path),
      }))
      add(wrong, problems, (path) => placeOf(path, name === 'channels' ? nameOf(item) : null))
      if (wrong.details.length >= SHOWN_PROBLEMS) throw refusal(wrong)
    }
  }
  return items
}

function add(wrong: Wrong, problems: readonly FieldMessage[], where: (path: string) => Message) {
  const [first] = problems
  if (first)
    wrong.said ??= messageOf('backup-invalid', { where: where(first.path), problem: first })
  wrong.details.push(...problems.slice(0, SHOWN_PROBLEMS))
}

function refusal({ said, details }: Wrong): DomainError {
  const shown = { details: details.slice(0, SHOWN_PROBLEMS) }
  return new DomainError('validation_failed', said ?? messageOf('fields-invalid'), shown)
}

/** A path counts channels; people know them by name. */
function placeOf(path: string, name: string | null = null): Message {
  if (path === '') return messageOf('backup-at-top')
  return name ? messageOf('backup-at-channel', { name, path }) : messageOf('backup-at', { path })
}

function nameOf(channel: unknown): string | null {
  return z.object({ name: z.string().max(100) }).safeParse(channel).data?.name ?? null
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

function refuseDoubles({ channels, presets, pictures, channelGroups = [] }: Backup): void {
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
function withCheckedSources(channel: Backup['channels'][number], index: number) {
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
