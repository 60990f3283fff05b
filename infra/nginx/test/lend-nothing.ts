import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One that lends no second request while a test goes on: how many there are is then what may come at once. */
export function lendNothing(folder: string): void {
  const path = join(folder, 'http.conf')
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/rate=\d+r\/[sm]/g, 'rate=1r/m'))
}
