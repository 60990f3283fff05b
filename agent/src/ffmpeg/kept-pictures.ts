import { createHash } from 'node:crypto'
import { existsSync, utimesSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const KEPT = 200
let made = 0

/** A picture that is kept by `key`, which says all that it was made from; made whole or not at all where it is not there. */
export async function keptPicture(
  cacheDir: string,
  key: string,
  make: (file: string) => Promise<unknown>,
): Promise<string> {
  const hash = createHash('sha256').update(key).digest('hex')
  const file = join(cacheDir, `${hash.slice(0, 32)}.png`)
  // Where it is there a start does not wait for it, not for a turn of the event loop.
  if (existsSync(file)) {
    utimesSync(file, new Date(), new Date())
    return file
  }
  await mkdir(cacheDir, { recursive: true })
  await trim(cacheDir)
  made += 1
  const temporary = `${file}.${process.pid}.${Date.now()}-${made}.tmp`
  try {
    await make(temporary)
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
  return file
}

/** The oldest unused ones go when there are many. */
async function trim(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.png'))
  if (names.length < KEPT) return
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  )
  const old = dated.sort((a, b) => a.at - b.at).slice(0, names.length - KEPT + 1)
  const dayAgo = Date.now() - 86_400_000
  for (const { name, at } of old) if (at < dayAgo) await rm(join(folder, name), { force: true })
}
