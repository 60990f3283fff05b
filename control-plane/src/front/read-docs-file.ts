import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type OpenFile, openFile } from './open-file.ts'

/** A file of the documentation page, from its npm package. */
export async function readDocsFile(name: string): Promise<OpenFile> {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  return openFile(join(folder, name))
}
