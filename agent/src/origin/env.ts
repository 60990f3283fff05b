import { resolve } from 'node:path'
import { defaultMediaDir } from '../supervisor/default-media-dir.ts'

export type OriginEnv = { port: number; host: string; mediaDir: string; logLevel: string }

/** Throws with a sentence that names the variable. */
export function parseOriginEnv(source: Record<string, string | undefined>): OriginEnv {
  const port = Number(source.ORIGIN_PORT || 8090)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('ORIGIN_PORT must be a number from 0 to 65535.')
  }
  const given = source.MEDIA_DIR?.trim()
  return {
    port,
    host: source.ORIGIN_HOST || '127.0.0.1',
    mediaDir: given ? resolve(given) : defaultMediaDir(source.DATA_DIR || './.data').path,
    logLevel: source.LOG_LEVEL || 'info',
  }
}
