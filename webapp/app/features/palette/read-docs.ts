import type { PaletteDocs } from '../../routes/palette-docs.ts'
import type { DocEntry } from '../docs/doc-pages.server.ts'

/**
 * The pages of the documentation with their chapters; none where they cannot be had. Not by a fetcher of
 * the router, whose failure puts the error page in the place of the page and of what was typed there.
 */
export async function readDocs(signal: AbortSignal): Promise<readonly DocEntry[]> {
  try {
    const response = await fetch('/palette/docs', { signal })
    if (!response.ok) return []
    const { entries }: PaletteDocs = await response.json()
    return entries
  } catch {
    return []
  }
}
