import { createHash } from 'node:crypto'
import {
  BACKUP_FORMAT,
  Backup,
  type BackupPicture,
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
import { DomainError, fieldError } from '../../domain/errors.ts'
import { foldedName } from '../../domain/restore-wanted.ts'
import { storageProblem } from '../../domain/storable.ts'
import type { Outside } from '../../outside/outside.ts'

const SHOWN_PROBLEMS = 20

/**
 * A file as a backup, or what is wrong with it and where.
 *
 * @throws DomainError `validation_failed`, with paths in the file
 */
export async function parseBackup(
  outside: Pick<Outside, 'isOurPicture'>,
  file: unknown,
): Promise<Backup> {
  refuseOtherFormats(file)
  refuseTooMany(file)
  const unstorable = storageProblem(file)
  if (unstorable) throw fieldError(unstorable.path, unstorable)
  const parsed = Backup.safeParse(file)
  if (!parsed.success) {
    const details = fieldProblems(parsed.error).slice(0, SHOWN_PROBLEMS)
    throw new DomainError('validation_failed', said(file, details), { details })
  }
  const backup = parsed.data
  refuseTwice('channels', backup.channels, ({ id }) => id)
  refuseTwice('channels', backup.channels, ({ slug }) => slug)
  refuseTwice('presets', backup.presets, ({ id }) => id)
  refuseTwice('pictures', backup.pictures, ({ id }) => id)
  refuseTwice('channelGroups', backup.channelGroups ?? [], ({ id }) => id)
  refuseTwice('channelGroups', backup.channelGroups ?? [], foldedName)
  const sources = backup.channels.flatMap((channel) => channel.sources)
  refuseTwice('sources', sources, ({ id }) => id)
  for (const [index, { id }] of backup.presets.entries()) {
    if (Object.hasOwn(BUILT_IN_PRESETS, id)) {
      throw fieldError(`presets.${index}.id`, messageOf('backup-preset-built-in', { id }))
    }
  }
  for (const [index, picture] of backup.pictures.entries()) {
    await checkPicture(outside, picture, index)
  }
  return { ...backup, channels: backup.channels.map(withCheckedSources) }
}

function said(file: unknown, [first]: readonly FieldMessage[]): Message {
  if (!first) return messageOf('fields-invalid')
  return messageOf('backup-invalid', { where: placeOf(file, first.path), problem: first })
}

/** A path counts channels; people know them by name. */
function placeOf(file: unknown, path: string): Message {
  if (path === '') return messageOf('backup-at-top')
  const name = channelNameAt(file, path)
  return name ? messageOf('backup-at-channel', { name, path }) : messageOf('backup-at', { path })
}

function channelNameAt(file: unknown, path: string): string | null {
  const index = /^channels\.(\d+)\./.exec(path)?.[1]
  const Named = z.object({ channels: z.array(z.object({ name: z.string().max(100) }).catch(NONE)) })
  const { data } = Named.safeParse(file)
  return (index && data?.channels[Number(index)]?.name) || null
}

const NONE = { name: '' }

/** There is no older format yet: a newer one cannot be understood here. */
function refuseOtherFormats(file: unknown): void {
  const format = typeof file === 'object' && file !== null ? Reflect.get(file, 'format') : undefined
  if (format === BACKUP_FORMAT) return
  throw fieldError(
    'format',
    typeof format === 'number'
      ? messageOf('backup-format', { format, known: BACKUP_FORMAT })
      : messageOf('backup-no-format'),
  )
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

/** It goes by the rules of a picture that is uploaded, and is one that we have made. */
async function checkPicture(
  outside: Pick<Outside, 'isOurPicture'>,
  { content, sha256, ...size }: BackupPicture,
  index: number,
) {
  const bytes = Buffer.from(content, 'base64')
  const isWhole = createHash('sha256').update(bytes).digest('hex') === sha256
  if (isWhole && (await outside.isOurPicture(bytes, size))) return
  throw fieldError(`pictures.${index}.content`, messageOf('backup-picture-damaged'))
}

/** Before they are looked at one by one. */
function refuseTooMany(file: unknown): void {
  for (const name of keysOf(MOST_OF_BACKUP)) {
    const items: unknown =
      typeof file === 'object' && file !== null ? Reflect.get(file, name) : null
    const most = MOST_OF_BACKUP[name]
    if (Array.isArray(items) && items.length > most)
      throw fieldError(name, messageOf('backup-too-many', { most }))
  }
}

function refuseTwice<T>(name: string, items: readonly T[], keyOf: (item: T) => string): void {
  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    const key = keyOf(item)
    if (seen.has(key)) throw fieldError(`${name}.${index}`, messageOf('backup-twice', { key }))
    seen.add(key)
  }
}
