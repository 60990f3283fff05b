import { chownSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { MediaUser } from '../domain/confinement/confine.ts'

/** It may exist; where it does not, its number alone serves. */
const NAME = 'cashbacktv-media'
/** From the range that systemd keeps for users without an entry (61184 to 65519). */
const NUMBER = 64_923
/** Who may open the devices of a GPU. */
const DEVICE_GROUPS = ['render', 'video']

let known: MediaUser | null | undefined

/** Whom FFmpeg is to run as; null where we are not root, and cannot choose. */
export function mediaUser(): MediaUser | null {
  if (known === undefined) known = process.getuid?.() === 0 ? findUser() : null
  return known
}

function findUser(): MediaUser {
  const [, , uid, gid] = entry('/etc/passwd', NAME) ?? []
  const groups = DEVICE_GROUPS.flatMap((name) => {
    const number = Number(entry('/etc/group', name)?.[2])
    return Number.isInteger(number) ? [number] : []
  })
  return { uid: Number(uid ?? NUMBER), gid: Number(gid ?? NUMBER), groups }
}

function entry(file: string, name: string): string[] | null {
  try {
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .find((text) => text.startsWith(`${name}:`))
    return line?.split(':') ?? null
  } catch {
    return null
  }
}

/** Whether another user gets as far as this folder: each one above it lets anybody through. */
export function isOpenToOthers(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    try {
      if ((statSync(at).mode & 0o001) === 0) return false
    } catch {
      return false
    }
    if (at === dirname(at)) return true
  }
}

/** Gives folders to the user; they are empty, and ours. */
export function giveTo({ uid, gid }: MediaUser, folders: readonly string[]): void {
  for (const folder of folders) chownSync(folder, uid, gid)
}
