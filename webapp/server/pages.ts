import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/server-runtime'
import type { MiddlewareHandler } from 'hono'
import { findBuildDir } from './build-dir.ts'
import { clientFiles } from './client-files.ts'

/** Where pages and what they load come from. */
export type Pages = {
  mode: 'production' | 'development'
  /** Asked with each request. */
  load(): Promise<ServerBuild>
  /** Answers for scripts, styles and pictures. */
  files: MiddlewareHandler
}

/** The pages of the build, loaded once. Throws when there is none. */
export function builtPages(): Pages {
  const folder = findBuildDir()
  let loaded: Promise<ServerBuild> | undefined
  return {
    mode: 'production',
    files: clientFiles(join(folder, 'client')),
    load: () => {
      loaded ??= import(pathToFileURL(join(folder, 'server', 'index.js')).href)
      return loaded
    },
  }
}
