import { metricsPage } from '@cashbacktv/contract'
import { expect, test } from 'vitest'

/** After a change of the list, `npx vitest run -u --project unit e2e/repo/metrics-page` writes it anew. */
test('the page of metrics is what the list in code says', async () => {
  await expect(metricsPage()).toMatchFileSnapshot('../../docs/metrics.md')
})
