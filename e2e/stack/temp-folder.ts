import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type TempFolder = { path: string; remove(): void }

/** A fresh folder below `parent` (the system's temporary folder). */
export function tempFolder(purpose: string, parent = tmpdir()): TempFolder {
  const path = mkdtempSync(join(parent, `cashbacktv-${purpose}-`))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 10 }) }
}
