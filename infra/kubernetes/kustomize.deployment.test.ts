import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { everywhere, kustomizationOf, type Manifest, resourcesOf } from './manifests.ts'

/** Whose own kustomize knows `patches` with a path: that of 1.20, which Debian 12 has, does not. */
const OLDEST_MINOR = 21

function kubectl(...args: string[]): string {
  return execFileSync('kubectl', args, { cwd: import.meta.dirname, encoding: 'utf8' })
}

beforeAll(() => {
  const { clientVersion } = JSON.parse(kubectl('version', '--client', '--output=json'))
  const minor = Number.parseInt(clientVersion.minor, 10)
  if (minor < OLDEST_MINOR)
    throw new Error(`kubectl 1.${minor} is too old: take 1.${OLDEST_MINOR}.`)
})

describe.each(['overlays/example', 'overlays/example/migrations'])(
  '%s as kubectl builds it',
  (folder) => {
    let built: Manifest[]
    beforeAll(() => {
      built = parseAllDocuments(kubectl('kustomize', folder)).map((document) => document.toJS())
    })

    test('is all that it lists, each in its namespace', () => {
      const named = (list: Manifest[]) =>
        list.map(({ kind, metadata }) => `${kind} ${metadata.name}`)
      expect(named(built).sort()).toEqual(named(resourcesOf(folder)).sort())
      for (const { metadata } of built) expect(metadata).toMatchObject({ namespace: 'cashbacktv' })
    })

    test('is what Kubernetes takes, with its patches in it', async () => {
      for (const manifest of built) {
        const models = await import(/* @vite-ignore */ `kubernetes-models/${manifest.apiVersion}`)
        expect(() => new models[manifest.kind](manifest).validate()).not.toThrow()
      }
    })

    test('takes the image that it names', () => {
      const [image] = kustomizationOf(folder).images ?? []
      const images = new Set(everywhere(built, 'image'))
      expect([...images]).toEqual([`${image?.newName}:${image?.newTag}`])
    })
  },
)

test('what an overlay says of the address replaces that of the base, and leaves the rest', () => {
  const built = parseAllDocuments(kubectl('kustomize', join('overlays', 'example')))
  const objects = built.map((document) => document.toJS() as Manifest)
  const [settings] = objects.filter(({ kind }) => kind === 'ConfigMap')
  expect(settings?.data).toEqual({
    PUBLIC_URL: 'https://tv.mycompany.example',
    ADMIN_EMAIL: 'ops@mycompany.example',
    DEMO: 'off',
    LOG_LEVEL: 'info',
    TRUST_PROXY: '10.42.0.0/16',
  })
  const ingress = objects.filter(({ kind }) => kind === 'Ingress')
  const name = 'tv.mycompany.example'
  expect(everywhere(ingress, 'host')).toEqual([name, name])
  expect(everywhere(ingress, 'hosts')).toEqual([[name], [name]])
  expect(everywhere(ingress, 'path').sort()).toEqual(['/', '/api/v1/backup/restore'])
})
