/** The address of a page of the documentation, or of a chapter of it. `anchor` is without its `#`. */
export function docsLink(page: string, anchor = ''): string {
  return `/docs/${page}${anchor ? `#${anchor}` : ''}`
}

/** Where the screens lead to; a test holds each to a heading that is there. */
export const DOC_LINKS = {
  alerts: docsLink('alerts', 'who-is-told'),
  analytics: docsLink('analytics', 'viewers'),
  apiKeys: docsLink('api', 'logging-in'),
  channelForm: docsLink('operations', 'adding-and-changing-a-channel'),
  hosts: docsLink('deployment', 'a-media-host'),
  recordingBucket: docsLink('recordings', 'a-copy-in-a-bucket'),
  recordings: docsLink('recordings', 'asking-for-one'),
} as const

/** Stands for the repository while links are resolved; no link names it. */
const REPOSITORY = 'https://repository.invalid'
/** Who reads this on another machine finds nothing there. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * Where a link in a file of the repository leads to in the web app: to a page of the documentation, to
 * another site, or nowhere (null) as it names a file that is not served. `file` is a path from the
 * root of the repository.
 */
export function resolveDocLink(file: string, href: string): string | null {
  const base = `${REPOSITORY}/${file}`
  if (!URL.canParse(href, base)) return null
  const { protocol, origin, hostname, pathname, hash } = new URL(href, base)
  if (origin !== REPOSITORY) {
    return /^https?:$/.test(protocol) && !LOOPBACK.test(hostname) ? href : null
  }
  const page = pageNameOf(pathname.slice(1))
  return page === null ? null : docsLink(page, hash.slice(1))
}

/** What a file of the documentation is called in addresses; null of a file that is none. */
export function pageNameOf(file: string): string | null {
  if (file === 'README.md') return 'readme'
  return /^docs\/([a-z-]+)\.md$/.exec(file)?.[1] ?? null
}
