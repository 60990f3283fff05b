import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'

const pack = promisify(brotliCompress)
const TEXTS = new Set(['.js', '.css', '.svg', '.json'])
/** Bytes below which packing saves nothing worth a file. */
const SMALLEST = 1024

/** Puts a Brotli copy, `.br`, beside each text of a folder: packed once and well, rather than at each request. */
export async function packAssets(folder) {
  const names = await readdir(folder, { recursive: true })
  await Promise.all(names.filter((name) => TEXTS.has(extname(name))).map(packFile))

  async function packFile(name) {
    const text = await readFile(join(folder, name))
    if (text.length >= SMALLEST) await writeFile(join(folder, `${name}.br`), await pack(text))
  }
}
