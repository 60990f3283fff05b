import { setTimeout as wait } from 'node:timers/promises'
import { type PodmanAnswer, podman, tryPodman } from '../../compose/test/podman.ts'

/** Where the machine finds the one that the tests run on, and where that one finds the machine. */
export type SystemdMachine = {
  /** Of the machine that the tests run on, as this one sees it. */
  outside: string
  /** Of this machine, as the tests see it. */
  address: string
  /** Runs a line of bash as root, as a person would who is logged in there. */
  sh(line: string): Promise<PodmanAnswer>
  /** The same, and rejects with all that was said when it fails. */
  must(line: string): Promise<string>
  /** Brings a file of this machine there. */
  copy(from: string, to: string): Promise<void>
  stop(): Promise<void>
}

/**
 * Of limits that a container may have: runc cannot raise those of the machine. Everything that systemd does for units is
 * allowed; the kernel's settings are to be read alone, since they are those of the machine that the tests run on.
 */
const FLAGS = [
  ...['--systemd=always', '--cap-add', 'all', '--security-opt', 'seccomp=unconfined'],
  ...['--security-opt', 'unmask=/sys/fs/cgroup', '--ulimit', 'nproc=4096:4096'],
  ...['--ulimit', 'nofile=4096:4096'],
]
const SOON_MS = 60_000

/** A machine of its own: Debian with systemd as its first process, in a network with the one that the tests run on. */
export async function startMachine(): Promise<SystemdMachine> {
  const name = `cbtv-machine-${process.pid}`
  const network = `10.${100 + (process.pid % 100)}.78`
  await podman('network', 'create', '--subnet', `${network}.0/24`, name)
  const stop = async () => {
    await tryPodman('rm', '--force', '--time', '5', '--volumes', name)
    await tryPodman('network', 'rm', '--force', name)
  }
  const sh = (line: string) => tryPodman('exec', name, 'bash', '-c', line)
  const address = `${network}.2`
  try {
    const place = ['--network', name, '--ip', address]
    await podman('run', '--detach', '--name', name, ...place, ...FLAGS, 'cashbacktv/machine:test')
    const until = Date.now() + SOON_MS
    // It says `degraded` where a unit of Debian's own finds no hardware.
    while (!/running|degraded/.test((await sh('systemctl is-system-running')).stdout)) {
      if (Date.now() > until) throw new Error((await sh('systemctl --failed')).stdout)
      await wait(200)
    }
  } catch (error) {
    await stop()
    throw error
  }
  return {
    outside: `${network}.1`,
    address,
    sh,
    stop,
    async must(line) {
      const { ok, stdout, stderr } = await sh(line)
      if (!ok) throw new Error(`${line}\n${stdout}${stderr}`)
      return stdout.trim()
    },
    copy: async (from, to) => void (await podman('cp', from, `${name}:${to}`)),
  }
}
