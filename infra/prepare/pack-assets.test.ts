import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { packAssets } from './pack-assets.mjs'

test('texts of a folder and those below get a packed copy that is the same; small ones and pictures get none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assets-'))
  const text = 'body { color: red }\n'.repeat(100)
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets/app.css'), text)
  writeFileSync(join(folder, 'assets/tiny.js'), 'x')
  writeFileSync(join(folder, 'picture.png'), text)
  try {
    await packAssets(folder)
    expect(readdirSync(folder).sort()).toEqual(['assets', 'picture.png'])
    expect(readdirSync(join(folder, 'assets')).sort()).toEqual(['app.css', 'app.css.br', 'tiny.js'])
    const packed = readFileSync(join(folder, 'assets/app.css.br'))
    expect(brotliDecompressSync(packed).toString()).toBe(text)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
