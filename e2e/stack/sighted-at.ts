import type { Page } from 'playwright-core'

/**
 * Milliseconds since 1970 at which a page first shows a text, or no longer shows it, seen in the page
 * itself, so that no look from outside adds to it. Rejects with what was waited for after `timeoutMs`.
 */
export async function sightedAt(
  page: Page,
  text: string,
  { gone = false, timeoutMs = 20_000 }: { gone?: boolean; timeoutMs?: number } = {},
): Promise<number> {
  const at = await page.evaluate<number | null>(
    `(${WATCH_FOR})(${JSON.stringify({ text, gone, timeoutMs })})`,
  )
  if (at !== null) return at
  throw new Error(`Waited ${timeoutMs} ms for ${gone ? 'no ' : ''}"${text}" on ${page.url()}`)
}

/** Looks at each frame, as a person does: what a change is drawn with may come after the change. */
const WATCH_FOR = `({ text, gone, timeoutMs }) => new Promise((resolve) => {
  const until = Date.now() + timeoutMs
  const look = () => {
    if (document.body.innerText.includes(text) !== gone) resolve(Date.now())
    else if (Date.now() > until) resolve(null)
    else requestAnimationFrame(look)
  }
  look()
})`
