import { readCookie } from '../../server/session-cookies.ts'

const FLASH_COOKIE = 'cbtv_flash'

/** A message for the page after a redirect: a key of the translations and the name in it. */
export type Flash = {
  key: 'form.created' | 'form.saved' | 'channel.deleted' | 'deleted.back'
  name: string
  /** A channel that was deleted: the message offers to bring it back. */
  deleted?: string
}

export function flashCookie(flash: Flash): string {
  const value = encodeURIComponent(JSON.stringify(flash))
  return `${FLASH_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=30`
}

/** The message the request brings, and the line that takes it away so that it shows once. */
export function takeFlash(request: Request): { flash: Flash | null; setCookie: string | null } {
  const text = readCookie(request, FLASH_COOKIE)
  if (!text) return { flash: null, setCookie: null }
  const setCookie = `${FLASH_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`
  try {
    return { flash: JSON.parse(decodeURIComponent(text)), setCookie }
  } catch {
    return { flash: null, setCookie }
  }
}
