import { execFile, execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

const run = promisify(execFile)
const EXEC = 'docker compose --env-file prod.env --file compose.prod.yml exec -T postgres'

/** Stands for compose: it finds its files where it is called, and has a database that dumps a sentence. */
const DOCKER = `[ -e "$3" ] && [ -e "$5" ] || { echo "$PWD has no $3" >&2; exit 1; }
[ "$8 $9" = "postgres pg_dump" ] && printf 'all that is known'`
/** Stands for rclone with a remote that was set up by hand. */
const RCLONE = `grep -q remote "$HOME/.config/rclone/rclone.conf" && cp "$2" "$HOME/copied-$(basename "$2")"`

/** The scripts as they lie in `place`, and what is put beside them, on a machine whose root is a folder. */
function machine(place: string, files: Record<string, string> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'backup-units-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const release = join(root, place)
  cpSync(import.meta.dirname, join(release, 'infra/scripts'), { recursive: true })
  const put = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  for (const [name, text] of Object.entries(files)) put(join(root, name), text)
  for (const [name, text] of Object.entries({ docker: DOCKER, rclone: RCLONE })) {
    put(join(root, 'bin', name), `#!/bin/sh\n${text}\n`)
    chmodSync(join(root, 'bin', name), 0o755)
  }
  const install = () => run(join(release, 'infra/scripts/install-backup.sh'), ['--root', root])
  const unit = (name: string) => join(root, 'etc/systemd/system', `cashbacktv-backup${name}`)
  return { root, release, put, install, unit }
}

/** One setting of a unit. */
function said(path: string, name: string): string {
  const line = readFileSync(path, 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}=`))
  return line?.slice(name.length + 1) ?? ''
}

/** A file of variables as systemd reads it, whose values go to the end of their lines. */
function variablesIn(path: string): Record<string, string> {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}

test('a machine of compose backs itself up by the variables that its installer names', async () => {
  const { root, release, put, install, unit } = machine('opt/cashbacktv', {
    'opt/cashbacktv/infra/compose/prod.env': 'PUBLIC_URL=https://tv.example\n',
    'opt/cashbacktv/infra/compose/compose.prod.yml': 'services: {}\n',
    'opt/cashbacktv/infra/compose/secrets/secrets_key': 'the key of what is secret there\n',
    'root/.config/rclone/rclone.conf': '[remote]\ntype = s3\n',
  })
  const { stdout } = await install()
  const named = [...stdout.matchAll(/^ {2}(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value])
  expect(Object.fromEntries(named)).toMatchObject({
    POSTGRES_EXEC: EXEC,
    SECRETS_KEY_FILE: 'secrets/secrets_key',
  })

  const identity = join(root, 'identity')
  execFileSync('age-keygen', ['-o', identity], { stdio: 'ignore' })
  const recipient = /age1[a-z0-9]+/.exec(readFileSync(identity, 'utf8'))?.[0] ?? ''
  const settings = join(root, 'etc/cashbacktv/backup.env')
  const given = [...named, ['BACKUP_COPY_TO', 'remote:bucket']].map((one) => one.join('='))
  put(settings, `${given.join('\n').replace('age1…', recipient)}\n`)
  expect((await install()).stdout).toContain('A backup is made each night')
  expect(statSync(settings).mode & 0o777).toBe(0o600)

  // As systemd would: its folder, its home, its variables and its program.
  expect(said(unit('.service'), 'WorkingDirectory')).toBe(join(release, 'infra/compose'))
  expect(said(unit('.service'), 'EnvironmentFile')).toBe('/etc/cashbacktv/backup.env')
  expect(said(unit('.service'), 'Environment')).toBe('HOME=%h')
  expect(said(unit('.service'), 'ProtectHome')).toBe('read-only')
  const kept = join(root, 'kept')
  await run(said(unit('.service'), 'ExecStart'), [kept], {
    cwd: said(unit('.service'), 'WorkingDirectory'),
    env: {
      PATH: `${join(root, 'bin')}:${process.env.PATH}`,
      HOME: join(root, 'root'),
      ...variablesIn(settings),
    },
  })
  const opened = readdirSync(kept)
    .sort()
    .map((name) =>
      execFileSync('age', ['--decrypt', '--identity', identity, join(kept, name)], {
        encoding: 'utf8',
      }),
    )
  expect(opened).toEqual(['all that is known', 'the key of what is secret there\n'])
  expect(readdirSync(join(root, 'root')).filter((name) => name.startsWith('copied'))).toHaveLength(
    2,
  )
})

test.each([
  ['opt/cashbacktv/current', {}, 'opt/cashbacktv/current'],
  [
    'opt/cashbacktv',
    { 'opt/cashbacktv/infra/compose/prod.env': '' },
    'opt/cashbacktv/infra/compose',
  ],
])('systemd finds nothing wrong with the units of %s', async (place, files, folder) => {
  const { root, release, install, unit } = machine(place, files)
  const before = process.umask(0o077)
  onTestFinished(() => void process.umask(before))
  await install()
  // As those of the system, whoever has installed them.
  expect(statSync(unit('.service')).mode & 0o777).toBe(0o644)
  expect(said(unit('.service'), 'ExecStart')).toBe(join(release, 'infra/scripts/backup.sh'))
  expect(said(unit('.service'), 'WorkingDirectory')).toBe(join(root, folder))
  const { stdout, stderr } = await run('systemd-analyze', [
    'verify',
    unit('.service'),
    unit('.timer'),
    unit('-failed.service'),
  ])
  expect(stdout + stderr).toBe('')
})

test('a backup that fails is an error in the journal', async () => {
  const { install, unit } = machine('opt/cashbacktv')
  await install()
  expect(said(unit('.service'), 'OnFailure')).toBe(basename(unit('-failed.service')))
  const [, command = ''] =
    /^\/bin\/sh -c '(.*)'$/.exec(said(unit('-failed.service'), 'ExecStart')) ?? []
  const { stdout } = await run('/bin/sh', ['-c', command])
  // As sd-daemon(3) has it, a line that begins so is one of level 3, err.
  expect(stdout).toMatch(/^<3>The backup has failed; .*journalctl -u cashbacktv-backup\n$/)
})

test('install-backup.sh has nothing that shellcheck knows better', async () => {
  await run('shellcheck', [join(import.meta.dirname, 'install-backup.sh')])
})
