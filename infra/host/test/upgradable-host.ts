import { execFile } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished } from 'vitest'
import { freePort } from '../../test/free-port.ts'
import { AT, machine, newFolder } from './machine.ts'
import { FAKE_SYSTEMCTL, makeRelease, packRelease } from './made-release.ts'

const run = promisify(execFile)
export const SOCKET = 'cashbacktv-origin.socket'

type Packed = { kind?: 'well' | 'broken'; without?: readonly string[]; remark?: string }

export const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/metrics`).then(
    (answer) => answer.text(),
    () => '',
  )

/** A host on which 2.0.0 runs, by programs that only say that they are there, and archives of others. */
export async function upgradableHost() {
  const { root, install } = machine()
  await install(...AT)
  const place = (name: string) => join(root, name)
  for (const name of ['bin', 'run', 'archives']) mkdirSync(place(name))
  const systemctl = place('bin/systemctl')
  writeFileSync(systemctl, FAKE_SYSTEMCTL)
  chmodSync(systemctl, 0o755)
  const [agentPort, originPort] = [await freePort(), await freePort()]
  const settings = place('ports.env')
  writeFileSync(settings, `AGENT_METRICS_PORT=${agentPort}\nORIGIN_METRICS_PORT=${originPort}\n`)
  const dir = place('opt/cashbacktv')
  const env = {
    PATH: `${place('bin')}:${process.env.PATH}`,
    RUN_DIR: place('run'),
    CASHBACKTV_DIR: dir,
    CASHBACKTV_ENV: settings,
    // Of which a busy machine takes half for one that is well.
    UPGRADE_WELL_WITHIN_SECONDS: '10',
    CASHBACKTV_UNITS: place('etc/systemd/system'),
  }
  const pidOf = (part: string) =>
    Number(readFileSync(join(env.RUN_DIR, `cashbacktv-${part}.service`), 'utf8'))
  onTestFinished(() => {
    for (const unit of readdirSync(env.RUN_DIR))
      try {
        process.kill(Number(readFileSync(join(env.RUN_DIR, unit), 'utf8')))
      } catch {
        // It has ended by itself.
      }
  })
  for (const part of ['agent', 'origin'])
    await run(systemctl, ['restart', `cashbacktv-${part}.service`], { env })
  await expect.poll(() => answers(agentPort)).toContain('agent_link_connected 1')
  return {
    agentPort,
    settings,
    pidOf,
    place,
    socket: join(env.CASHBACKTV_UNITS, SOCKET),
    /** What systemd was told beside restarts. */
    told: () => readFileSync(place('told'), 'utf8'),
    script: (name: string, args: readonly string[] = [], more: NodeJS.ProcessEnv = {}) =>
      run(join(dir, 'current/infra/scripts', name), args, { env: { ...env, ...more } }),
    pack(version: string, { kind = 'well', without = [], remark }: Packed = {}) {
      const release = makeRelease(newFolder(), version, kind)
      for (const name of without) rmSync(join(release, name))
      if (remark !== undefined) writeFileSync(join(release, 'infra/host/remark.md'), remark)
      return packRelease(release, place('archives'))
    },
    /** Releases that `current` and `previous` lead to; of one that leads nowhere, null. */
    links: () =>
      ['current', 'previous'].map((name) =>
        existsSync(join(dir, name)) ? readlinkSync(join(dir, name)).replace('releases/', '') : null,
      ),
  }
}
