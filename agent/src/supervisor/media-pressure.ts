import { statfsSync } from 'node:fs'
import type { Reason } from '@cashbacktv/contract'
import { reasonOf } from '../domain/world.ts'
import { makeFolder } from '../files/make-folder.ts'

const LEAST_FREE_BYTES = 64 * 1024 * 1024

/** Why nothing can be written into the media folder; null when it can. */
export function mediaPressure(mediaDir: string): Reason | null {
  try {
    makeFolder(mediaDir)
    const { bavail, bsize, ffree, files } = statfsSync(mediaDir)
    if (bavail * bsize < LEAST_FREE_BYTES || (files > 0 && ffree < 1000)) {
      const message = `The media folder ${mediaDir} is full. Free space in it or give MEDIA_DIR a larger place; channels start again by themselves.`
      return reasonOf('resource', 'media-full', message)
    }
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    const message = `The media folder ${mediaDir} cannot be used (${code}). Mount it, or give MEDIA_DIR a folder that this user may write.`
    return reasonOf('resource', 'media-missing', message)
  }
}
