import { hiddenCookie, readCookie } from '../../server/session-cookies.ts'

const FLASH_COOKIE = 'cbtv_flash'

/** A message for the page after a redirect: a key of the translations and the name in it. */
export type Flash = {
  key:
    | 'form.created'
    | 'form.saved'
    | 'path.createdOnAir'
    | 'path.savedOnAir'
    | 'path.notStarted'
    | 'channel.deleted'
    | 'deleted.back'
  name: string
  /** A channel that was deleted: the message offers to bring it back. */
  deleted?: string
}

export function flashCookie(flash: Flash): string {
  return hiddenCookie(FLASH_COOKIE, JSON.stringify(flash), { maxAge: 30 })
}

/** The message the request brings, and the line that takes it away so that it shows once. */
export function takeFlash(request: Request): { flash: Flash | null; setCookie: string | null } {
  const text = readCookie(request, FLASH_COOKIE)
  if (!text) return { flash: null, setCookie: null }
  const setCookie = hiddenCookie(FLASH_COOKIE, '', { maxAge: 0 })
  try {
    return { flash: JSON.parse(text), setCookie }
  } catch {
    return { flash: null, setCookie }
  }
}
