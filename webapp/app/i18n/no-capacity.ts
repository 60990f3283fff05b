import { formatIn } from '../domain/format.ts'
import { localeOf } from '../domain/preferences.ts'

const CORES = /needs ([\d.]+) cores and ([\d.]+) of ([\d.]+) are free/
const MEMORY = /needs (\d+) MB of memory and (\d+) MB are free/
const HELD = /In use: (.*?)\.(?: Other programs take [\d.]+\.)? It starts by itself/
const OTHERS = /Other programs take ([\d.]+)\. It starts/
const HOSTS = /Cores free: (.*)\. It starts/
/** What the host puts behind each name; names may hold figures and commas of their own. */
const HOLDER = /(.+?) (\d+\.\d\d)(?:, |$)/g
const END = 'Yer açılınca kendiliğinden başlar.'

/** Why a channel waits for room, in Turkish with the figures of the sentence. Null for another sentence. */
export function turkishNoCapacity(message: string): string | null {
  const cores = CORES.exec(message)
  const memory = MEMORY.exec(message)
  const hosts = HOSTS.exec(message)?.[1]
  if (cores) {
    const [need, free, usable] = cores.slice(1).map(figure)
    return `Sunucuda yer yok: ${need} çekirdek gerekiyor, ${usable} çekirdekten ${free} boş. ${inUse(message)}${others(message)}${END}`
  }
  if (memory) {
    return `Sunucuda yer yok: ${memory[1]} MB bellek gerekiyor, ${memory[2]} MB boş. ${inUse(message)}${others(message)}${END}`
  }
  return hosts ? `Hiçbir sunucuda yer yok. Boş çekirdek: ${freeOf(hosts)}. ${END}` : null
}

/** The channels that hold something, told apart by semicolons as their figures have commas. */
function inUse(message: string): string {
  const held = HELD.exec(message)?.[1] ?? ''
  const more = /(?:^|, )(\d+) more$/.exec(held)
  const named = [...(more ? held.slice(0, more.index) : held).matchAll(HOLDER)]
    .filter(([, , cores]) => Number(cores) >= 0.01)
    .map(([, name, cores]) => `${name} ${figure(cores)}`)
  const all = [...named, ...(more ? [`${more[1]} kanal daha`] : [])]
  return all.length > 0 ? `Kullananlar: ${all.join('; ')}. ` : ''
}

function others(message: string): string {
  const cores = OTHERS.exec(message)?.[1]
  return cores === undefined ? '' : `Başka programlar ${figure(cores)} çekirdek kullanıyor. `
}

function freeOf(hosts: string): string {
  return hosts.replace(
    /([\d.]+) of (\d+\.\d+)(, |$)/g,
    (_all, free: string, cores: string, end: string) =>
      `${figure(free)} / ${figure(cores)}${end ? '; ' : ''}`,
  )
}

function figure(cores: string | undefined): string {
  return formatIn(localeOf('tr')).two(Number(cores))
}
