const CORES = /needs ([\d.]+) cores and ([\d.]+) of ([\d.]+) are free/
const MEMORY = /needs (\d+) MB of memory and (\d+) MB are free/
const HELD = /In use: (.*)\. It starts/
const HOSTS = /Cores free: (.*)\. It starts/

/** Why a channel waits for room, in Turkish with the figures of the sentence. Null for another sentence. */
export function turkishNoCapacity(message: string): string | null {
  const cores = CORES.exec(message)
  const memory = MEMORY.exec(message)
  const held = HELD.exec(message)?.[1]?.replace(/(\d+) more$/, 've $1 kanal daha')
  const hosts = HOSTS.exec(message)?.[1]?.replace(/([\d.]+) of ([\d.]+)/g, '$1 / $2')
  const end = 'Yer açılınca kendiliğinden başlar.'
  if (cores) {
    const [, need, free, usable] = cores
    return `Sunucuda yer yok: ${need} çekirdek gerekiyor, ${usable} çekirdekten ${free} boş. Kullananlar: ${held}. ${end}`
  }
  if (memory) {
    return `Sunucuda yer yok: ${memory[1]} MB bellek gerekiyor, ${memory[2]} MB boş. Kullananlar: ${held}. ${end}`
  }
  return hosts ? `Hiçbir sunucuda yer yok. Boş çekirdek: ${hosts}. ${end}` : null
}
