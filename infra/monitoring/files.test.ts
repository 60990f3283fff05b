import { expect, test } from 'vitest'
import { monitoringFiles } from './files.ts'

/** After a change, `npx vitest run -u --project unit infra/monitoring` writes the files anew. */
test.each(Object.entries(monitoringFiles()))('%s is what the code says', async (path, text) => {
  await expect(text).toMatchFileSnapshot(`./${path}`)
})
