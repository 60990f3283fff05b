import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { COMPOSE_FOLDER } from './compose-config.ts'
import type { Production } from './production.ts'

const SCRIPT = join(COMPOSE_FOLDER, '../pipeline/take-release.sh')

export type ReleaseMachine = {
  /** Has infra/pipeline/take-release.sh take a control plane of this tag. Resolves with how it ended. */
  take(tag: string, seconds: number): Promise<{ code: number; said: string }>
  close(): void
}

/** The machine that a release is brought to. What its `docker` is told to bring up is done by podman. */
export async function releaseMachine({
  secrets,
  takeRelease,
}: Production): Promise<ReleaseMachine> {
  const folder = mkdtempSync(join(tmpdir(), 'cashbacktv-machine-'))
  for (const path of ['bin', 'infra/compose']) mkdirSync(join(folder, path), { recursive: true })
  writeFileSync(join(folder, 'infra/compose/prod.env'), '')
  symlinkSync(secrets, join(folder, 'infra/compose/secrets'))

  const engine = createServer(async (req, res) => {
    const [image = '', args = ''] = (await text(req)).split('\n')
    const [, seconds, ...names] = /--wait-timeout (\d+)(?: (\S+))?$/.exec(args) ?? []
    const wish = { CONTROL_PLANE_IMAGE: image }
    takeRelease(wish, names.filter(Boolean), Number(seconds) * 1000).then(
      () => res.end(),
      (error) => res.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve))
  const { port } = engine.address() as AddressInfo
  const ask = `curl --silent --fail-with-body --data-binary @- http://127.0.0.1:${port}`
  // What else it is told, as to have Prometheus read its files again, is nothing here.
  const isUp = 'case "$*" in *" up "*) ;; *) exit 0 ;; esac'
  const docker = `#!/bin/sh\n${isUp}\n. ./release.env\nprintf '%s\\n%s' "$CONTROL_PLANE_IMAGE" "$*" | ${ask}\n`
  writeFileSync(join(folder, 'bin/docker'), docker, { mode: 0o755 })

  return {
    take(tag, seconds) {
      mkdirSync(join(folder, 'next/infra/pipeline'), { recursive: true })
      const script = join(folder, 'next/infra/pipeline/take-release.sh')
      cpSync(SCRIPT, script)
      const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` }
      return new Promise((resolve) => {
        const args = [folder, `${seconds}`, 'next']
        const taking = execFile(script, args, { env }, (error, stdout, stderr) => {
          resolve({ code: Number(error?.code ?? 0), said: `${stdout}${stderr}` })
        })
        taking.stdin?.end(`CONTROL_PLANE_IMAGE=localhost/cashbacktv/control-plane:${tag}\n`)
      })
    },
    close() {
      engine.close()
      engine.closeAllConnections()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
