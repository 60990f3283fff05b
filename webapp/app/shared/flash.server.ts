import { cookieLine } from '../../server/session-cookies.ts'
import { FLASH_COOKIE, type Flash } from './flash.ts'

/** A `Set-Cookie` line that takes a message over a redirect, to where a page's script reads it. */
export function flashCookie(flash: Flash): string {
  return cookieLine(FLASH_COOKIE, JSON.stringify(flash), { maxAge: 30 })
}
