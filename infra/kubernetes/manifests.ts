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

/** What a folder with a kustomization lists and generates, with the folders it builds on; what it changes of these apart. */
export function resourcesOf(folder: string): Manifest[] {
  const { resources = [] } = kustomizationOf(folder)
  const listed = resources.flatMap((entry) =>
    entry.endsWith('.yaml') ? manifestsIn(join(folder, entry)) : resourcesOf(join(folder, entry)),
  )
  return [...listed, ...generatedIn(folder).filter(({ behavior }) => behavior === undefined)]
}

/** Maps of settings, under the name that a hash of what they say is put behind. */
export function generatedIn(folder: string): Manifest[] {
  const { configMapGenerator = [] } = kustomizationOf(folder)
  return configMapGenerator.map(({ name, behavior, envs }) => ({
    file: join(folder, ...envs),
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: Object.fromEntries(envs.flatMap((file) => linesOf(join(folder, file)))),
    ...(behavior && { behavior }),
  }))
}

function linesOf(file: string): [string, string][] {
  const lines = readFileSync(join(here, file), 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)
  return [...lines].map(([, name = '', value = '']) => [name, value])
}

export function kustomizationOf(folder: string): {
  resources?: string[]
  patches?: { path: string }[]
  configMapGenerator?: { name: string; behavior?: string; envs: string[] }[]
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
