import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { VARIABLES_IN_FILES } from '@cashbacktv/contract/read-variable-files'
import { parseControlPlaneEnv } from '@cashbacktv/control-plane'
import { expect, test } from 'vitest'
import {
  everywhere,
  generatedIn,
  kustomizationOf,
  type Manifest,
  manifestsIn,
  resourcesOf,
} from './manifests.ts'

const OVERLAYS = ['overlays/example', 'overlays/example/migrations']
const all = OVERLAYS.flatMap(resourcesOf)
const source = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
const of = (kind: string) => all.filter((manifest) => manifest.kind === kind)
const named = (kind: string) => of(kind).map(({ metadata }) => metadata.name)
const texts = (field: string, within: unknown = all) => everywhere(within, field).filter(isText)
const isText = (value: unknown): value is string => typeof value === 'string'

test.each(all.map((manifest) => [manifest.file, manifest] as const))(
  '%s is what Kubernetes takes',
  async (_file, { file: _, ...manifest }) => {
    const folder = manifest.apiVersion as string
    const models = await import(/* @vite-ignore */ `kubernetes-models/${folder}`)
    const Model = models[manifest.kind as string]
    expect(Model, `${folder} ${manifest.kind}`).toBeDefined()
    expect(() => new Model(manifest).validate()).not.toThrow()
  },
)

test('there is what the control plane in production needs', () => {
  const kinds = all.map(({ kind }) => kind).sort()
  const wanted = ['Deployment', 'HorizontalPodAutoscaler', 'Ingress', 'Job', 'NetworkPolicy']
  expect(kinds).toEqual(expect.arrayContaining([...wanted, 'PodDisruptionBudget', 'Service']))
  // Secrets are made elsewhere.
  expect(kinds).not.toContain('Secret')
})

test('every reference leads to an object', () => {
  for (const target of everywhere(all, 'scaleTargetRef') as { kind: string; name: string }[]) {
    expect(named(target.kind)).toContain(target.name)
  }
  const services = everywhere(of('Ingress'), 'service') as { name: string }[]
  for (const { name } of services) expect(named('Service')).toContain(name)
  const maps = everywhere(all, 'configMapRef') as { name: string }[]
  for (const { name } of maps) expect(named('ConfigMap')).toContain(name)
  for (const name of texts('serviceAccountName')) expect(named('ServiceAccount')).toContain(name)
})

test('whatever chooses pods chooses those of the deployment', () => {
  const [deployment] = of('Deployment')
  const labels = everywhere(everywhere(deployment, 'template'), 'labels')[0] as object
  const selectors = [
    ...everywhere(all, 'matchLabels').filter(
      (found) => 'app.kubernetes.io/component' in Object(found),
    ),
    ...everywhere(of('Service'), 'selector'),
  ]
  expect(selectors.length).toBeGreaterThan(3)
  for (const selector of selectors) expect(labels).toMatchObject(selector as object)
})

test('the autoscaler alone has the say of how many there are', () => {
  // What an applied manifest says it says anew with each release: replicas of load go away with it.
  const targets = everywhere(of('HorizontalPodAutoscaler'), 'scaleTargetRef')
  expect(targets).toMatchObject(named('Deployment').map((name) => ({ kind: 'Deployment', name })))
  expect(everywhere(of('Deployment'), 'replicas')).toEqual([])
})

test('pods reach PostgreSQL and Redis in private networks, and a PgBouncer', () => {
  const rules = everywhere(of('NetworkPolicy'), 'egress').flat()
  const anywhere = rules.filter((rule) => everywhere(rule, 'to').length === 0)
  const pgbouncer = /PGBOUNCER_PORT:-(\d+)/.exec(source('infra/pgbouncer/render.sh'))?.[1]
  expect(everywhere(anywhere, 'port').map(String).sort()).toEqual(
    ['5432', '6379', pgbouncer].sort(),
  )
})

test('every name of a port is one that a container has', () => {
  const ports = everywhere(of('Deployment'), 'ports').flat() as { name: string }[]
  const wanted = [...texts('targetPort'), ...texts('port', everywhere(all, 'httpGet'))]
  expect(wanted.length).toBeGreaterThan(3)
  for (const name of wanted) expect(ports.map((port) => port.name)).toContain(name)
})

test('probes ask for routes that the application has', () => {
  const app = source('control-plane/src/api/app.ts')
  const paths = texts('path', everywhere(all, 'httpGet'))
  expect(paths).toEqual(expect.arrayContaining(['/healthz', '/readyz']))
  for (const path of paths) expect(app).toContain(`app.get('${path}'`)
})

test('a backup of any size comes through where it is restored, and nowhere else', () => {
  const taking = (annotations: Record<string, string>) => ({
    metadata: {
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([name, value]) => [
          `nginx.ingress.kubernetes.io/proxy-${name}`,
          value,
        ]),
      ),
    },
  })
  const [whole, restore, ...others] = of('Ingress')
  expect(others).toEqual([])
  expect(texts('path', whole)).toEqual(['/'])
  expect(whole).toMatchObject(taking({ 'body-size': '8m' }))
  expect(texts('path', restore)).toEqual(['/api/v1/backup/restore'])
  expect(restore).toMatchObject(taking({ 'body-size': '0', 'request-buffering': 'off' }))
  expect(source('control-plane/src/api/backup-routes.ts')).toContain("post('/backup/restore'")
})

test('every variable is one that the control plane reads, and takes its value', () => {
  const known = [...source('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  const readable = [...known, ...VARIABLES_IN_FILES.map((name) => `${name}_FILE`)]
  const env = everywhere(all, 'env').flat() as { name: string; value: string }[]
  const maps = [...of('ConfigMap'), ...generatedIn('overlays/example')]
  const given = maps.flatMap(({ data }) => Object.entries(data as Record<string, string>))
  expect(readable).toEqual(expect.arrayContaining(env.map(({ name }) => name)))
  expect(readable).toEqual(expect.arrayContaining(given.map(([name]) => name)))
  for (const { data } of maps)
    expect(() => parseControlPlaneEnv(data as Record<string, string>)).not.toThrow()
})

test('what pods read as they start is no object of a lasting name, lest a changed value be taken by none', () => {
  expect(all.filter(({ kind, file }) => kind === 'ConfigMap' && file.endsWith('.yaml'))).toEqual([])
  expect(named('ConfigMap')).toEqual(['cashbacktv'])
})

test('every file of a secret is mounted where its variable looks for it', () => {
  const env = everywhere(all, 'env').flat() as { name: string; value: string }[]
  const items = (everywhere(all, 'items').flat() as { path: string }[]).map(({ path }) => path)
  const mount = '/run/secrets/cashbacktv/'
  const looked = env.filter(({ name }) => name.endsWith('_FILE')).map(({ value }) => value)
  expect(texts('mountPath')).toContain(mount.slice(0, -1))
  expect([...new Set(looked)].sort()).toEqual(
    [...new Set(items)].map((path) => mount + path).sort(),
  )
})

test('migrations go to PostgreSQL itself, past a PgBouncer, whoever runs them', () => {
  const containers = everywhere(all, 'containers').flat() as { env: { name: string }[] }[]
  for (const { env } of containers)
    expect(env.map(({ name }) => name)).toContain('DATABASE_DIRECT_URL_FILE')
})

test('no container may more than its program needs', () => {
  const containers = everywhere(all, 'containers').flat() as Manifest[]
  expect(containers.length).toBe(2)
  for (const container of containers) {
    expect(container.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    expect(container.resources).toMatchObject({ limits: {}, requests: {} })
  }
})

test.each(OVERLAYS)('%s patches and names images that its base has', (folder) => {
  const { patches = [], images = [] } = kustomizationOf(folder)
  const base = resourcesOf(folder)
  for (const { path } of patches) {
    expect(existsSync(join(import.meta.dirname, folder, path))).toBe(true)
    const [patch] = manifestsIn(join(folder, path))
    expect(base.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toContain(
      `${patch?.kind} ${patch?.metadata.name}`,
    )
  }
  expect(images.map(({ name }) => name)).toEqual([...new Set(texts('image', base))])
})
