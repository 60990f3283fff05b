import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { everywhere, kustomizationOf, type Manifest, resourcesOf } from './manifests.ts'

/** Whose own kustomize knows `patches` with a path: that of 1.20, which Debian 12 has, does not. */
const OLDEST_MINOR = 21

function kubectl(...args: string[]): string {
  return execFileSync('kubectl', args, { cwd: import.meta.dirname, encoding: 'utf8' })
}

/** Its name without what tells it from a map that says something else. */
const withoutHash = (kind: string, name: string) =>
  kind === 'ConfigMap' ? name.replace(/-[a-z0-9]{10}$/, '') : name

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
        list.map(({ kind, metadata }) => `${kind} ${withoutHash(kind, metadata.name)}`)
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

test('a changed setting changes what the deployment starts, and nothing else does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cashbacktv-kustomize-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(import.meta.dirname, folder, { recursive: true })
  const overlay = join(folder, 'overlays/example')
  const template = () => {
    const built = parseAllDocuments(kubectl('kustomize', overlay)).map((one) => one.toJS())
    const name = built.find(({ kind }) => kind === 'ConfigMap').metadata.name
    const deployment = built.find(({ kind }) => kind === 'Deployment')
    expect(everywhere(deployment, 'configMapRef')).toEqual([{ name }])
    return JSON.stringify(deployment.spec.template)
  }
  const before = template()
  appendFileSync(join(overlay, 'config.env'), '# Another word of a person.\n')
  expect(template()).toBe(before)
  appendFileSync(join(overlay, 'config.env'), 'LOG_LEVEL=debug\n')
  expect(template()).not.toBe(before)
})
