import type { Page } from 'playwright-core'

/** Remembers what a page did that it should not: errors, and requests to other hosts than `origin`. */
export function watchPage(page: Page, origin: string) {
  const complaints: string[] = []
  const outside: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) outside.push(url)
  })
  return { complaints: () => complaints, outside: () => outside }
}
