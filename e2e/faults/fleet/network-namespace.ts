import { spawnSync } from 'node:child_process'
import { runChild } from '../../stack/child.ts'

/** Of the package iproute2. */
const IP = 'ip'

export type HostNetwork = {
  /** Put in front of a command that is to run inside. */
  inside: string[]
  /** Where the world outside is reached from the inside, and listens. */
  outsideAddress: string
  /** Nothing passes any more, and nobody is told: every connection is half open. */
  cut(): Promise<void>
  mend(): Promise<void>
  remove(): Promise<void>
}

/** Only root may make networks, and not everywhere. */
export function mayMakeNetworks(): boolean {
  const name = `cbtv${process.pid}try`
  const netns = (verb: string) => spawnSync(IP, ['netns', verb, name]).status === 0
  return process.getuid?.() === 0 && netns('add') && netns('del')
}

/** A network of its own for a host, joined to ours by one cable. */
export async function makeHostNetwork(): Promise<HostNetwork> {
  const name = `cbtv${process.pid}`
  const [ours, theirs] = [`${name}a`, `${name}b`]
  const part = process.pid % 250
  const outsideAddress = `10.213.${part}.1`
  const ip = (line: string) => runChild(IP, line.split(' '))
  await ip(`netns add ${name}`)
  await ip(`link add ${ours} type veth peer name ${theirs} netns ${name}`)
  await ip(`addr add ${outsideAddress}/30 dev ${ours}`)
  await ip(`link set ${ours} up`)
  await ip(`-n ${name} addr add 10.213.${part}.2/30 dev ${theirs}`)
  await ip(`-n ${name} link set ${theirs} up`)
  await ip(`-n ${name} link set lo up`)
  return {
    inside: [IP, 'netns', 'exec', name],
    outsideAddress,
    cut: async () => void (await ip(`link set ${ours} down`)),
    mend: async () => void (await ip(`link set ${ours} up`)),
    async remove() {
      await ip(`netns del ${name}`)
    },
  }
}
