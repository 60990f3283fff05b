export const FLASH_COOKIE = 'cbtv_flash'
const KEYS = [
  'form.created',
  'form.saved',
  'path.createdOnAir',
  'path.savedOnAir',
  'path.notStarted',
  'channel.deleted',
  'deleted.back',
] as const

/** A message for the page after a redirect: a key of the translations and the name in it. */
export type Flash = {
  key: (typeof KEYS)[number]
  name: string
  /** A channel that was deleted: the message offers to bring it back. */
  deleted?: string
}

/**
 * The message that waits for this page, once; null where there is none. The page that shows it
 * takes it, not the server with the first answer that it makes: that may be one which the page
 * asked for in passing and has thrown away since, and the message with it.
 */
export function takeFlash(): Flash | null {
  const start = `${FLASH_COOKIE}=`
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(start))
  if (!found) return null
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${start}; path=/; max-age=0`
  return readFlash(found.slice(start.length))
}

function readFlash(text: string): Flash | null {
  try {
    const flash = JSON.parse(decodeURIComponent(text))
    return KEYS.includes(flash.key) && typeof flash.name === 'string' ? flash : null
  } catch {
    return null
  }
}
