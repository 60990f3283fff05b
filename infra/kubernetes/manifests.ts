import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'

/** One object of Kubernetes as it is written, with where. */
export type Manifest = {
  file: string
  apiVersion: string
  kind: string
  metadata: { name: string }
  [field: string]: unknown
}

const here = import.meta.dirname

/** What a folder with a kustomization lists, with the folders it builds on; patches apart. */
export function resourcesOf(folder: string): Manifest[] {
  const { resources = [] } = kustomizationOf(folder)
  return resources.flatMap((entry) =>
    entry.endsWith('.yaml') ? manifestsIn(join(folder, entry)) : resourcesOf(join(folder, entry)),
  )
}

export function kustomizationOf(folder: string): {
  resources?: string[]
  patches?: { path: string }[]
  images?: { name: string; newName: string; newTag: string }[]
} {
  return parse(readFileSync(join(here, folder, 'kustomization.yaml'), 'utf8'))
}

export function manifestsIn(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(join(here, file), 'utf8')).map((document) => ({
    ...document.toJS(),
    file,
  }))
}

/** Every value of a field, wherever in an object it stands. */
export function everywhere(value: unknown, field: string): unknown[] {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === field ? [inner] : []),
    ...everywhere(inner, field),
  ])
}
