import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { release } from 'node:os'
import { join } from 'node:path'

/**
 * Which cards and drivers there are, as a hash: another one means that what was counted on them is of
 * others. Never throws.
 */
export function cardOfHost(root = '/'): string {
  const nvidia = join(root, 'proc/driver/nvidia')
  const drm = join(root, 'sys/class/drm')
  const facts = [
    release(),
    text(join(nvidia, 'version')),
    ...namesIn(join(nvidia, 'gpus')).map((card) => text(join(nvidia, 'gpus', card, 'information'))),
    ...namesIn(drm)
      .filter((name) => name.startsWith('renderD'))
      .flatMap((name) => ['vendor', 'device'].map((fact) => text(join(drm, name, 'device', fact)))),
  ]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
