import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Damage = 'garbage' | 'empty' | 'truncated'

type Folders = { mediaDir: string; stateDir: string }

/** What a host reads back when its programs start, by what it is. */
export function filesReadBack({ mediaDir, stateDir }: Folders) {
  const below = (folder: string, ending: string) =>
    list(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => join(folder, name))
  const ofChannels = (name: string) =>
    list(mediaDir)
      .map((channel) => join(mediaDir, channel, name))
      .filter((path) => existsSync(path))
  return {
    'the snapshot': [join(stateDir, 'desired.json')],
    'run records': below(join(stateDir, 'runs'), '.json'),
    'window.json': ofChannels('window.json'),
    'the copy of window.json': ofChannels('window.json.copy'),
    'air.json': ofChannels('air.json'),
    'the count of the outbox': [join(stateDir, 'outbox', 'acknowledged.json')],
    'source memory': below(join(stateDir, 'sources'), '.json'),
    'origin-status.json': [join(mediaDir, 'origin-status.json')],
  }
}

export function damageFile(path: string, damage: Damage): void {
  if (damage === 'garbage') writeFileSync(path, Buffer.from('\u0000\u0007ÿ{[not what was written'))
  if (damage === 'empty') writeFileSync(path, '')
  // By what is written there: the copy of a window ends in blanks.
  if (damage === 'truncated') {
    truncateSync(path, Math.floor(readFileSync(path, 'latin1').trimEnd().length / 2))
  }
}

export function isWhole(path: string): boolean {
  try {
    JSON.parse(readFileSync(path, 'utf8'))
    return true
  } catch {
    return false
  }
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
