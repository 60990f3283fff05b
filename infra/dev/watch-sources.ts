import { join, relative, sep } from 'node:path'
import { watch } from 'chokidar'
import { type Part, partsOfPath, WATCHED } from './parts-of-path.ts'

/** An editor that saves several files, or a checkout of another branch, is one change. */
const TOGETHER_MS = 150

/** Tells which parts run sources that have just changed. */
export function watchSources(root: string, onChange: (parts: Part[], path: string) => void) {
  let parts = new Set<Part>()
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(
    WATCHED.map((folder) => join(root, folder)),
    { ignoreInitial: true },
  )
  watcher.on('all', (_event, file) => {
    const path = relative(root, file).split(sep).join('/')
    const found = partsOfPath(path)
    if (found.length === 0) return
    for (const part of found) parts.add(part)
    clearTimeout(timer)
    timer = setTimeout(() => {
      onChange([...parts], path)
      parts = new Set()
    }, TOGETHER_MS)
  })
  return {
    ready: new Promise<void>((resolve) => watcher.once('ready', resolve)),
    close: () => watcher.close(),
  }
}
