import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readVariableFiles, VARIABLES_IN_FILES } from '@cashbacktv/contract/read-variable-files'
import { parseControlPlaneEnv, redisOf } from '@cashbacktv/control-plane'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import type { ComposeService } from './test/compose-config.ts'

type Written = Omit<ComposeService, 'secrets' | 'ports'> & {
  secrets?: string[]
  ports?: string[]
  logging?: { driver: string; options?: Record<string, string> }
}
type File = {
  services: Record<string, Written>
  networks?: Record<string, { internal?: boolean } | null>
  volumes?: Record<string, unknown>
  secrets?: Record<string, { file: string }>
}

const here = import.meta.dirname
const text = (name: string) => readFileSync(join(here, name), 'utf8')

/** A file with the default of each variable put in, which those that must be given do not have. */
function read(name: string): File {
  const filled = text(name)
    .replace(/\$\{\w+:-([^}]*)\}/g, '$1')
    .replace(/\$\{\w+:\?[^}]*\}/g, 'https://tv.example')
  return parse(filled, { merge: true })
}

const prod = read('compose.prod.yml')
const media = read('compose.media.yml')
const local = read('compose.local.yml')
const services = Object.entries({ ...media.services, ...prod.services })
const example = readFileSync(join(here, '../../.env.example'), 'utf8')

test('whatever the example of prod.env sets is asked for by a compose file, and what must be given is in it', () => {
  const names = [...text('prod.env.example').matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)]
  const asked = ['compose.prod.yml', 'compose.media.yml'].flatMap((file) =>
    [...text(file).matchAll(/\$\{(\w+)/g)].map(([, name]) => name),
  )
  const known = [...asked, 'COMPOSE_PROJECT_NAME']
  expect(names.length).toBeGreaterThan(10)
  expect(names.map(([, name]) => name).filter((name) => !known.includes(name))).toEqual([])
  const must = [...text('compose.prod.yml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name)
  expect(names.map(([, name]) => name)).toEqual(expect.arrayContaining(must))
})

test('whatever says which cores and how many is in the example, for a machine that has fewer', () => {
  const names = (from: string, pattern: RegExp) =>
    [...new Set([...from.matchAll(pattern)].map(([, name]) => name))].sort()
  const asked = ['compose.prod.yml', 'compose.media.yml'].map(text).join('')
  const cores = names(asked, /\$\{(\w+_CPU(?:S|SET))\b/g)
  expect(cores.length).toBeGreaterThan(12)
  expect(names(text('prod.env.example'), /^# (\w+_CPU(?:S|SET))=/gm)).toEqual(cores)
})

/** Cores, memory in GB and CPUs, as they were planned for the machine with 88 cores. */
test.each([
  ['nginx', 2, '2g', '0-1'],
  ['postgres', 4, '8g', '12-15'],
  ['redis', 2, '6g', '16-17'],
  ['control-plane-1', 5, '10g', '2-6'],
  ['control-plane-2', 5, '10g', '7-11'],
])('%s has what was planned for it', (name, cpus, memory, cpuset) => {
  expect(prod.services[name]).toMatchObject({ cpus, cpuset, mem_limit: memory })
})

test('FFmpegs have the rest of the cores', () => {
  expect(media.services.agent).toMatchObject({ cpus: 66, cpuset: '18-85', mem_limit: '206g' })
})

test('the world reaches 80 and 443 of nginx by IPv4, and nothing else', () => {
  const open = services.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`))
  expect(open.sort()).toEqual([
    'grafana 127.0.0.1:3001:3000',
    'nginx 0.0.0.0:443:443',
    'nginx 0.0.0.0:80:80',
  ])
  expect(prod.networks?.data).toEqual({ internal: true })
  for (const name of ['postgres', 'pgbouncer', 'redis', 'migrate']) {
    expect(prod.services[name]?.networks).toEqual(['data'])
  }
})

test('everything comes back by itself but the migration, which runs once before control planes', () => {
  for (const [name, { restart }] of Object.entries(prod.services)) {
    expect([name, restart]).toEqual([name, name === 'migrate' ? 'no' : 'unless-stopped'])
  }
  for (const name of ['control-plane-1', 'control-plane-2']) {
    expect(prod.services[name]?.depends_on).toMatchObject({
      migrate: { condition: 'service_completed_successfully' },
      pgbouncer: { condition: 'service_healthy' },
    })
  }
})

test('whatever lives on is asked whether it is well, by a program of its image', () => {
  const living = [...services, ...Object.entries(local.services)].filter(
    ([, { restart }]) => restart !== 'no',
  )
  // nginx of compose.media.yml adds to the one that is asked in compose.prod.yml.
  expect(living.length).toBeGreaterThanOrEqual(14)
  for (const [name, { healthcheck }] of living) {
    const [kind, ...command] = healthcheck?.test ?? []
    expect([name, kind]).toEqual([name, expect.stringMatching(/^CMD(-SHELL)?$/)])
    // Whether it answers itself, by an address that no name server has to know.
    if (['curl', 'wget', 'node'].includes(command[0] ?? ''))
      expect(command.join(' ')).toContain('http://127.0.0.1')
  }
})

test('no service may more than it needs', () => {
  for (const [name, service] of services.filter(([, { image }]) => image)) {
    expect([name, service.security_opt]).toEqual([name, ['no-new-privileges:true']])
    expect([name, Number(service.cpus) > 0]).toEqual([name, true])
    expect([name, service.mem_limit]).toEqual([name, expect.stringMatching(/^\d+[gm]$/)])
  }
})

test('what the origin keeps is on the disk, where the agent finds it to upload', () => {
  const { agent, origin } = media.services
  const kept = [agent, origin].map((service) => {
    const at = service?.environment?.DVR_DIR
    const volume = service?.volumes?.find((line) => line.split(':')[1] === at)
    return [at, volume]
  })
  expect(kept).toEqual([['/dvr', 'dvr:/dvr'], kept[0]])
  // On no RAM disk, and made by the image for the user whom both run as: a new volume is as the folder it lies over.
  expect(media.volumes?.dvr).toBeNull()
  const image = readFileSync(join(here, '../images/Dockerfile'), 'utf8')
  expect(image).toMatch(/install --directory --owner=10001 --group=10001 .*\/dvr$/m)
})

test('no log fills the disk, and one variable says how much each part of the product tells', () => {
  const whole = services.filter(([, { image }]) => image)
  const unbounded = whole.filter(([, { logging }]) => !logging?.options?.['max-size'])
  expect(unbounded.map(([name]) => name)).toEqual([])
  for (const { logging } of whole.map(([, service]) => service))
    expect(logging).toMatchObject({ driver: 'json-file', options: { 'max-file': '5' } })
  for (const name of ['control-plane-1', 'control-plane-2', 'agent', 'origin']) {
    const said = whole.find(([service]) => service === name)?.[1].environment?.LOG_LEVEL
    expect([name, said]).toEqual([name, 'info'])
  }
})

test('every variable of the product is one that it reads', () => {
  const known = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  const ofPgbouncer = ['PGBOUNCER_POOL']
  const readable = [...known, ...ofPgbouncer, ...VARIABLES_IN_FILES.map((name) => `${name}_FILE`)]
  for (const name of ['control-plane-1', 'migrate', 'pgbouncer']) {
    const given = Object.keys(prod.services[name]?.environment ?? {})
    expect(readable).toEqual(expect.arrayContaining(given))
  }
  const ofHosts = [media.services.agent, media.services.origin].flatMap((service) =>
    Object.keys(service?.environment ?? {}),
  )
  expect(readable).toEqual(expect.arrayContaining(ofHosts))
  const ofDevelopment = Object.keys(local.services.product?.environment ?? {})
  const itsOwn = ['DEV_INSPECT', 'HMR_PORT', 'HOME']
  expect([...readable, ...itsOwn]).toEqual(expect.arrayContaining(ofDevelopment))
})

test('secrets are files alone, and each is there once they are made', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cashbacktv-secrets-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const make = () => execFileSync(join(here, 'make-secrets.sh'), [folder], { encoding: 'utf8' })
  const said = make()
  const declared = Object.keys({ ...prod.secrets, ...media.secrets })
  const used = services.flatMap(([, { secrets = [] }]) => secrets)
  expect(declared).toEqual(expect.arrayContaining(used))
  for (const name of declared) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o444)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  // What is told on the way names none of them.
  expect(said).not.toContain(readFileSync(join(folder, 'admin_password'), 'utf8').trim())
  writeFileSync(join(folder, 'admin_password'), 'mine', { flag: 'r+' })
  make()
  expect(readFileSync(join(folder, 'admin_password'), 'utf8')).toContain('mine')
  const environment = prod.services['control-plane-1']?.environment ?? {}
  const given = Object.entries(environment).map(([name, value]) => [
    name,
    String(value ?? '').replace('/run/secrets', folder),
  ])
  const env = parseControlPlaneEnv(
    readVariableFiles({ ...Object.fromEntries(given), ADMIN_EMAIL: 'a@b.example' }),
  )
  expect(env.DATABASE_URL).toMatch(/^postgres:\/\/cashbacktv:\w{48}@pgbouncer:6432\/cashbacktv$/)
  const directly = env.DATABASE_URL?.replace('pgbouncer:6432', 'postgres:5432')
  expect(env.DATABASE_DIRECT_URL).toBe(directly)
  expect(env.JWT_SECRET?.length).toBeGreaterThanOrEqual(32)
  expect(redisOf(env)).not.toBeNull()
})

test('what monitoring asks for is there under the name that it uses', () => {
  const scraped = readFileSync(join(here, '../monitoring/prometheus/prometheus.yml'), 'utf8')
  const targets = [...scraped.matchAll(/- (\S+):\d+$/gm)].map(([, name]) => name ?? '')
  expect(targets.sort()).toEqual(['alertmanager', 'control-plane-1', 'control-plane-2'])
  for (const name of targets) expect(prod.services[name]?.networks).toBeDefined()
  // Hosts are elsewhere, as are those whom Alertmanager tells.
  const leadOut = Object.entries(prod.networks ?? {}).flatMap(([name, network]) =>
    network?.internal ? [] : [name],
  )
  for (const name of ['prometheus', 'alertmanager'])
    expect(prod.services[name]?.networks).toEqual(
      expect.arrayContaining(['monitoring', ...leadOut]),
    )
  for (const [file, port] of [
    ['agents', 9469],
    ['origins', 9470],
  ])
    expect(text(`hosts/${file}.yml`)).toMatch(new RegExp(`- targets: \\[[0-9.]+:${port}\\]`))
  expect(prod.services.prometheus?.secrets).toEqual(['metrics_key'])
})

test('development has debuggers and both addresses, on this machine alone', () => {
  const ports = Object.values(local.services).flatMap(({ ports = [] }) => ports)
  expect(ports).toEqual(expect.arrayContaining(['127.0.0.1:3000:3000', '127.0.0.1:8443:8443']))
  expect(ports).toContain('127.0.0.1:9229-9231:9229-9231')
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
})
