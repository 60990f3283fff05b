import {
  BACKUP_FORMAT,
  type Backup,
  type BackupPictureHead,
  type BackupState,
  keysOf,
  MOST_OF_BACKUP,
  messageOf,
} from '@cashbacktv/contract'
import { DomainError } from '../errors.ts'
import type { Steps } from '../steps.ts'
import { HELD_OF_BACKUP } from './backup-parts.ts'

const MB = 1024 * 1024

/** What a file says of pictures, and when, how and by whom it was made; the rest is from the state. */
type BackupTexts = { head: Uint8Array; tail: Uint8Array }

/**
 * That a file of it could be restored here: who makes a backup is told, and not who needs it.
 *
 * @throws DomainError `conflict`
 */
export function refuseUnrestorable(state: BackupState): void {
  for (const name of keysOf(MOST_OF_BACKUP)) {
    const [count, most] = [state[name].length, MOST_OF_BACKUP[name]]
    if (count <= most) continue
    const what = messageOf(`backup-many-${name}`)
    throw new DomainError('conflict', messageOf('backup-beyond', { what, count, most }))
  }
}

/**
 * The file of a backup without the bytes of its pictures: what goes before them and what goes after,
 * channel by channel, as so many in one go would keep everybody else waiting.
 *
 * @throws DomainError `conflict` where it could not be restored
 */
export function* backupTexts(
  made: Pick<Backup, 'createdAt' | 'version'>,
  { settings, qualitySchedule, presets, channelGroups, channels }: BackupState,
): Steps<BackupTexts> {
  const { createdAt, version } = made
  const format = BACKUP_FORMAT
  const begin = { format, createdAt, version, settings, qualitySchedule, presets }
  const head = `${open(begin)},"pictures":[`
  const texts = [`],"channelGroups":${JSON.stringify(channelGroups)},"channels":[`]
  let comma = ''
  for (const channel of channels) {
    texts.push(`${comma}${JSON.stringify(channel)}`)
    comma = ','
    yield
  }
  texts.push(']}')
  const [before, after] = [bytesOf(head), bytesOf(texts.join(''))]
  if (before.length + after.length <= HELD_OF_BACKUP.rest) return { head: before, tail: after }
  const megabytes = HELD_OF_BACKUP.rest / MB
  throw new DomainError('conflict', messageOf('backup-beyond-size', { megabytes }))
}

/** Goes before the base64 of a picture, and what goes behind it. */
export function aroundPicture(head: BackupPictureHead, isFirst: boolean): [string, string] {
  return [`${isFirst ? '' : ','}${open(head)},"content":"`, '"}']
}

/** An object whose end is still to come. */
function open(value: object): string {
  return JSON.stringify(value).slice(0, -1)
}

const UTF8 = new TextEncoder()

function bytesOf(text: string): Uint8Array {
  return UTF8.encode(text)
}
