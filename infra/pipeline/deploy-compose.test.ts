import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'

const DEPLOY = join(import.meta.dirname, 'deploy-compose.sh')
/** Runs on this machine what it is to run on another, as sshd has a shell do it. */
const SSH = `#!/bin/sh
while [ "\${1#-}" != "$1" ]; do shift 2; done
echo "$1" >>"$MACHINE/asked"
shift
exec sh -c "$*"
`
const DOCKER = `#!/bin/sh
exit 0
`

let machine = ''
let env: Record<string, string | undefined> = {}
beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'cashbacktv-deploy-'))
  for (const folder of ['bin', 'infra/compose/secrets'])
    mkdirSync(join(machine, folder), { recursive: true })
  for (const [name, text] of Object.entries({ ssh: SSH, docker: DOCKER }))
    writeFileSync(join(machine, 'bin', name), text, { mode: 0o755 })
  writeFileSync(join(machine, 'infra/compose/prod.env'), 'PUBLIC_URL=https://tv.example\n')
  env = {
    PATH: `${join(machine, 'bin')}:${process.env.PATH}`,
    MACHINE: machine,
    DEPLOY_TO: 'deploy@tv.example',
    DEPLOY_FOLDER: machine,
    REGISTRY: 'Registry.example/Tv',
    RELEASE_PAUSE_SECONDS: '0',
  }
})
afterEach(() => rmSync(machine, { recursive: true, force: true }))

const deploy = (version: string) => spawnSync(DEPLOY, [version], { encoding: 'utf8', env })

/** Files beside the compose files that their services mount. */
function mounted(): string[] {
  const folder = join(machine, 'infra/compose')
  const files = readdirSync(folder).filter((name) => name.endsWith('.yml'))
  const services = files.flatMap((name) =>
    Object.values<{ volumes?: string[] }>(
      parse(readFileSync(join(folder, name), 'utf8'), { merge: true }).services,
    ),
  )
  return services
    .flatMap(({ volumes = [] }) => volumes)
    .map((volume) => volume.replace(/\$\{\w+:-([^}]*)\}/, '$1').split(':')[0] ?? '')
    .filter((path) => path.startsWith('.'))
    .map((path) => join(folder, path))
}

test('a release comes with its images, all that its services mount, and no test', () => {
  const { status, stderr } = deploy('v2.1.0')
  expect([status, stderr]).toEqual([0, ''])
  const release = readFileSync(join(machine, 'release.env'), 'utf8')
  expect(release).toContain('NGINX_IMAGE=registry.example/tv/cashbacktv/nginx:v2.1.0')
  expect(mounted().length).toBeGreaterThan(5)
  expect(mounted().filter((path) => !existsSync(path))).toEqual([])
  const names = readdirSync(join(machine, 'infra'), { recursive: true }).map(String)
  expect(names.filter((name) => name.endsWith('.ts'))).toEqual([])
  // Both ways to the machine are to the same one.
  const asked = readFileSync(join(machine, 'asked'), 'utf8').trim().split('\n')
  expect(asked).toEqual(['deploy@tv.example', 'deploy@tv.example'])
})

test('nothing mixes with what another one has brought meanwhile, and what was brought lies about no longer', () => {
  const others = join(machine, 'next/infra/compose')
  mkdirSync(others, { recursive: true })
  writeFileSync(join(others, 'of-another.yml'), '')
  const before = readdirSync(machine)
  expect(deploy('v2.1.0').status).toBe(0)
  expect(existsSync(join(machine, 'infra/compose/compose.prod.yml'))).toBe(true)
  expect(existsSync(join(machine, 'infra/compose/of-another.yml'))).toBe(false)
  const brought = readdirSync(machine).filter((name) => name.startsWith('next'))
  expect(brought).toEqual(before.filter((name) => name.startsWith('next')))
})

test('the machine can back itself up by what has come', () => {
  deploy('v2.1.0')
  const identity = join(machine, 'identity')
  spawnSync('age-keygen', ['-o', identity])
  const key = join(machine, 'infra/compose/secrets/secrets_key')
  const backup = spawnSync('../scripts/backup.sh', [join(machine, 'backups')], {
    cwd: join(machine, 'infra/compose'),
    encoding: 'utf8',
    env: {
      PATH: env.PATH,
      POSTGRES_EXEC: 'echo',
      SECRETS_KEY_FILE: key,
      BACKUP_RECIPIENT: /age1[a-z0-9]+/.exec(readFileSync(identity, 'utf8'))?.[0],
    },
  })
  expect([backup.status, backup.stderr]).toEqual([0, ''])
  const opened = spawnSync('age', ['--decrypt', '--identity', identity, backup.stdout.trim()])
  expect(String(opened.stdout)).toContain('pg_dump --format=custom')
  expect(existsSync(join(machine, 'infra/scripts/restore.sh'))).toBe(true)
})

test('a key of its own is used and left nowhere, and what is no version is refused', () => {
  env = {
    ...env,
    DEPLOY_KEY: 'geheim',
    DEPLOY_KNOWN_HOSTS: 'tv.example ssh-ed25519 AAAA',
    TMPDIR: join(machine, 'tmp'),
  }
  mkdirSync(join(machine, 'tmp'))
  expect(deploy('v2.1.0').status).toBe(0)
  expect(readdirSync(join(machine, 'tmp'))).toEqual([])
  expect(deploy('2.1.0; reboot')).toMatchObject({ status: 2 })
})
