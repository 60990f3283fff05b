import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, normalize } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** A file of tests that runs it, and what of it stands there. */
type Run = { command: RegExp; by: string; as: RegExp }
/** Why no test runs it. */
type NotRun = { command: RegExp; because: string }

const PRODUCTION = 'infra/compose/production.deployment.test.ts'
const HOST = 'infra/host/systemd.deployment.test.ts'
const PIPELINE_ENDS = 'scripts that a machine of the pipeline runs with rights that no test has'

const COMMANDS: readonly (Run | NotRun)[] = [
  {
    command: /^infra\/images\/build\.sh/,
    by: 'infra/images/build-for-tests.sh',
    as: /infra\/images\/build\.sh test/,
  },
  {
    command: /^infra\/images\/measure\.sh/,
    by: 'infra/images/images.deployment.test.ts',
    as: /measure\.sh/,
  },
  { command: /^infra\/images\/sbom\.sh/, by: 'infra/images/sbom.test.ts', as: /'sbom\.sh'/ },
  {
    command: /^docker run --read-only/,
    by: 'infra/images/images.deployment.test.ts',
    as: /--read-only --tmpfs \/tmp/,
  },
  {
    command: /^\.\/make-secrets\.sh/,
    by: 'infra/compose/test/production.ts',
    as: /'make-secrets\.sh'/,
  },
  {
    command: /^cp prod\.env\.example prod\.env$/,
    by: 'infra/compose/compose.test.ts',
    as: /prod\.env\.example/,
  },
  {
    command: /^docker compose .*compose\.prod\.yml up/,
    by: PRODUCTION,
    as: /it\.stack\.up\(\['nginx'\]\)/,
  },
  {
    command: /^docker compose .*compose\.local\.yml up/,
    by: 'infra/compose/local.deployment.test.ts',
    as: /compose\.local\.yml/,
  },
  {
    command: /^cat secrets\/admin_password$/,
    by: 'infra/compose/test/production.ts',
    as: /secret\('admin_password'\)/,
  },
  { command: /install\.sh \| JOIN_TOKEN=/, by: HOST, as: /enrolCommand\(/ },
  {
    command: /^infra\/host\/install\.sh .*--dry-run$/,
    by: 'infra/host/host.db.test.ts',
    as: /'--dry-run'/,
  },
  {
    command: /^infra\/host\/install\.sh .*100G$/,
    by: 'infra/host/host.db.test.ts',
    as: /'--ramdisk', '100G'/,
  },
  {
    command: /^tar xzf cashbacktv-host-/,
    by: HOST,
    as: /'tar', \['xzf', archive/,
  },
  {
    command: /check-kernel\.sh$/,
    by: 'infra/host/host.db.test.ts',
    as: /'check-kernel\.sh'/,
  },
  { command: /^infra\/scripts\/self-signed\.sh/, by: HOST, as: /scripts\/self-signed\.sh/ },
  { command: /^infra\/nginx\/render\.sh media-host$/, by: HOST, as: /render\.sh media-host/ },
  {
    command: /^infra\/nginx\/render\.sh both$/,
    by: 'infra/nginx/nginx.db.test.ts',
    as: /startNginx\('both'/,
  },
  { command: /^ln -s \/etc\/nginx/, by: HOST, as: /ln -s \/etc\/nginx/ },
  { command: /^rm -f \/etc\/nginx\/sites-enabled\/default$/, by: HOST, as: /sites-enabled/ },
  { command: /^nginx -t$/, by: HOST, as: /nginx -t/ },
  {
    command: /^sed -i .*worker_connections/,
    by: 'infra/nginx/environment.db.test.ts',
    as: /worker_connections/,
  },
  { command: /^systemctl restart nginx$/, by: HOST, as: /systemctl restart nginx/ },
  {
    command: /^infra\/scripts\/setup-tls\.sh/,
    by: 'infra/nginx/certificates.db.test.ts',
    as: /setup-tls\.sh/,
  },
  { command: /infra\/scripts\/upgrade\.sh /, by: HOST, as: /scripts\/upgrade\.sh/ },
  { command: /infra\/scripts\/rollback\.sh$/, by: HOST, as: /scripts\/rollback\.sh/ },
  {
    command: /^node -p .*channels\.csv/,
    by: 'infra/deployment-page.test.ts',
    as: /a list of channels becomes/,
  },
  {
    command: /^curl .*\/channels\/import /,
    by: 'control-plane/src/services/import/import.db.test.ts',
    as: /channels\/import/,
  },
  {
    command: /^(install -D .*database-direct-url|sed .*cashbacktv-pgbouncer\.service)/,
    by: 'infra/pgbouncer/pgbouncer.db.test.ts',
    as: /unitByThePage\(/,
  },
  {
    command: /^systemctl (disable|enable) --now (cashbacktv-)?pgbouncer$|^systemctl daemon-reload$/,
    because:
      'what the unit says is run as its user by the same test; systemd is held to it by systemd-analyze',
  },
  {
    command: /^npm run start:control-plane$/,
    by: 'e2e/stack/start-split-stack.ts',
    as: /start:\$\{part\}/,
  },
  {
    command: /^infra\/postgres\/start-standby\.sh/,
    by: 'infra/postgres/test/promoted-standby.ts',
    as: /start-standby\.sh/,
  },
  {
    command: /^pg_ctl start -D/,
    by: 'infra/postgres/standby.db.test.ts',
    as: /runCluster\(data, port\)/,
  },
  {
    command: /^alter system set synchronous_standby_names/,
    by: 'infra/postgres/standby.db.test.ts',
    as: /alter system set synchronous_standby_names = 'standby1'/,
  },
  {
    command: /^select pg_reload_conf\(\)$/,
    by: 'infra/postgres/standby.db.test.ts',
    as: /select pg_reload_conf\(\)/,
  },
  {
    command: /^age-keygen -o/,
    by: 'infra/scripts/backup.db.test.ts',
    as: /'age-keygen', \['-o'/,
  },
  {
    command: /^infra\/scripts\/backup\.sh/,
    by: 'infra/scripts/backup.db.test.ts',
    as: /'backup\.sh'/,
  },
  {
    command: /^infra\/scripts\/restore\.sh/,
    by: 'infra/scripts/backup.db.test.ts',
    as: /'restore\.sh'/,
  },
  {
    command: /^infra\/scripts\/install-backup\.sh$/,
    by: 'infra/scripts/install-backup.db.test.ts',
    as: /install-backup\.sh/,
  },
  { command: /^rclone copy s3:/, by: 'infra/scripts/backup.db.test.ts', as: /'rclone', \['copy'/ },
  {
    command: /^infra\/pipeline\/deploy-compose\.sh/,
    by: 'infra/pipeline/deploy-compose.test.ts',
    as: /deploy-compose\.sh/,
  },
  {
    command: /^infra\/pipeline\/list-parts\.sh/,
    by: 'infra/images/sbom.test.ts',
    as: /'sbom\.sh'/,
  },
  { command: /^infra\/pipeline\/check(-\w+)?\.sh$/, because: 'they run the tests themselves' },
  {
    command: /^infra\/pipeline\/(build|scan|push)-images\.sh/,
    because: `${PIPELINE_ENDS}: a registry, and a list of known holes`,
  },
  {
    command: /^infra\/pipeline\/deploy-kubernetes\.sh|^kubectl /,
    because: 'no cluster can be had here; what is applied is held to its schemas',
  },
  { command: /^cp -r infra\/kubernetes/, because: 'a copy of the folder that is looked at' },
  {
    command: /^apt-get install /,
    because: 'the tests get the same packages by ensure-programs.mjs',
  },
  { command: /^(export|editor) /, because: 'changes nothing by itself' },
  { command: /^git clone /, because: 'what it brings is what the tests run in' },
  {
    command: /^(from=|curl -fsSO \$from\/|archive=|grep " \$archive)/,
    by: 'infra/host/node.db.test.ts',
    as: /from=https:\/\/nodejs\.org/,
  },
]

/** Each command of a chapter as a person types it, without what is given to it by the environment. */
function commandsOf(chapter: string): string[] {
  const blocks = [...chapter.matchAll(/^```(?:bash|sql)\n([\s\S]*?)^```/gm)].map(
    ([, text = '']) => text,
  )
  return blocks
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.replace(/\s+# .*$/, ''))
    .flatMap((line) => line.split(/ && |;/))
    .map((command) => command.trim().replace(/^([A-Z_]+=\S+ )+/, ''))
    .filter((command) => command !== '')
}

/** A command and the folder of the repository in which it is typed; null where that is none of it. */
type Step = { command: string; folder: string | null }

/** It leads to the same wherever one is. */
const isWhole = (path: string) => /^[/~]/.test(path)

/** What a path is in the repository, of which a machine has a clone or a release; null for what is not of it. */
function placeOf(path: string, folder: string | null): string | null {
  if (isWhole(path)) {
    const known = /^\/opt\/cashbacktv(?:\/current)?(\/.*)?$/.exec(path)
    return known && normalize(`.${known[1] ?? ''}`)
  }
  if (/^cashbacktv-host-[0-9.]+$/.test(path)) return '.'
  return folder === null ? null : normalize(join(folder, path))
}

/** Each chapter is begun in the repository, but for that of a bare machine, and goes on where its last `cd` has led. */
function stepsOf(page: string): Step[] {
  return page.split(/^## /m).flatMap((chapter) => {
    let folder = chapter.startsWith('From a bare') ? null : '.'
    return commandsOf(chapter).map((command) => {
      const step = { command, folder }
      const [, entered] = /^cd (\S+)$/.exec(command) ?? []
      if (entered !== undefined) folder = placeOf(entered, folder)
      return step
    })
  })
}

/** Files and folders that have to be there for a command: its program, where it goes, what it reads as it is in the repository. */
function neededBy(command: string): string[] {
  const [program = '', ...words] = command.split(' ')
  if (program === 'cd') return words
  const composed = words.filter((_word, at) => words[at - 1] === '--file')
  const copied = program === 'cp' ? words.filter((word) => !word.startsWith('-')).slice(0, 1) : []
  return [...(/^[^=]*\/[^=]*$/.test(program) ? [program] : []), ...composed, ...copied]
}

/** What a person who follows the page does not find. */
function notFound(page: string): string[] {
  return stepsOf(page).flatMap(({ command, folder }) =>
    neededBy(command)
      .filter((path) => {
        const isElsewhere = isWhole(path) && placeOf(path, null) === null
        const place = placeOf(path, folder)
        return !isElsewhere && (place === null || !existsSync(join(root, place)))
      })
      .map((path) => `${command}: no ${path} in ${folder ?? 'a folder of the machine'}`),
  )
}

const page = read('docs/deployment.md')
const commands = commandsOf(page).filter((command) => !command.startsWith('cd '))

test('every file that the page names is there, from the folder that its commands have led to', () => {
  expect(notFound(page)).toEqual([])
  const block = (...lines: string[]) => ['```bash', ...lines, '```', ''].join('\n')
  const followed = block('cd infra/compose', './make-secrets.sh') + block('infra/scripts/backup.sh')
  expect(notFound(followed)).toEqual([
    'infra/scripts/backup.sh: no infra/scripts/backup.sh in infra/compose',
  ])
  expect(notFound(`${followed}## Next\n${block('infra/scripts/backup.sh')}`)).toHaveLength(1)
  expect(notFound(`## From a bare machine\n${followed}`)).toHaveLength(3)
  expect(notFound(block('cd nowhere'))).toHaveLength(1)
  expect(notFound(block('cd ~', 'infra/images/build.sh'))).toHaveLength(1)
  expect(notFound(block('cd /opt/cashbacktv/current', 'infra/nginx/render.sh both'))).toEqual([])
  expect(notFound(block('cp gone.example prod.env'))).toHaveLength(1)
  expect(notFound(block('docker compose --file gone.yml up'))).toHaveLength(1)
})

test('Node is fetched as the installer says it', () => {
  const installer = read('infra/host/find-node.sh')
  const [, lines = ''] = /run this again with it:\n\n([\s\S]*?)\n\n/.exec(installer) ?? []
  // It is said by a shell, which takes a backslash from before a dollar and another backslash.
  const said = lines
    .replaceAll('$node_kind', 'linux-x64')
    .replaceAll(/\\([$\\])/g, '$1')
    .split('\n')
    .map((line) => line.trim())
  expect(said).toHaveLength(4)
  for (const line of said) expect(page.split('\n')).toContain(line)
})

test('every command of the page is run by a test, or it is said why not', () => {
  expect(commands.length).toBeGreaterThan(50)
  const answers = commands.map(
    (command) => [command, COMMANDS.filter((one) => one.command.test(command)).length] as const,
  )
  expect(answers.filter(([, count]) => count !== 1)).toEqual([])
})

test.each(COMMANDS)('$command is on the page, and where it is run', (one) => {
  expect(commands.some((command) => one.command.test(command))).toBe(true)
  if (!('by' in one)) return
  expect(existsSync(join(root, one.by)), one.by).toBe(true)
  expect(read(one.by)).toMatch(one.as)
})

test('a list of channels becomes what the API takes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const list = 'name;source\n"Haber ""bir""";https://source.example/1.m3u8\n'
  writeFileSync(join(folder, 'channels.csv'), list)
  const command = commands.find((one) => one.startsWith('node -p')) ?? ''
  execFileSync('bash', ['-euc', command], { cwd: folder })
  const made = JSON.parse(readFileSync(join(folder, 'import.json'), 'utf8'))
  expect(made).toEqual({ list, start: true })
})
