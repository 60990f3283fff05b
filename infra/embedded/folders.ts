import { accessSync, constants } from 'node:fs'
import { join, resolve } from 'node:path'
import { defaultMediaDir, lockFolder } from '@cashbacktv/agent'
import { makeFolder } from '@cashbacktv/contract/make-folder'

type Log = { warn(line: string): void }

/** Nobody else works in this folder from now on. Throws a sentence for the operator. */
export function lockDataFolder(dataDir: string): () => void {
  ensureFolder('data', dataDir, 'DATA_DIR')
  return lockFolder(join(dataDir, 'lock.json')).release
}

function ensureFolder(what: string, folder: string, variable: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error'
    throw new Error(
      `The ${what} folder ${folder} cannot be used (${code}). Give ${variable} a folder that this user may write.`,
    )
  }
}

/** Where segments are written: as given, else a RAM disk where there is one. Throws a sentence for the operator. */
export function openMediaFolder(given: string | null, dataDir: string, log: Log): string {
  const folder = given ?? chooseMediaFolder(dataDir, log)
  ensureFolder('media', folder, 'MEDIA_DIR')
  return folder
}

function chooseMediaFolder(dataDir: string, log: Log): string {
  const media = defaultMediaDir(resolve(dataDir))
  if (!media.isRamDisk) {
    log.warn(`No RAM disk with room: segments are written to ${media.path}. Set MEDIA_DIR.`)
  }
  return media.path
}
