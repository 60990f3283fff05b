import { alertRulesPage } from '@cashbacktv/contract'
import { expect, test } from 'vitest'

/** After a change of the rules, `npx vitest run -u --project unit e2e/repo/alert-rules-page` writes it anew. */
test('the page of alert rules is what the list in code says', async () => {
  await expect(alertRulesPage()).toMatchFileSnapshot('../../docs/alert-rules.md')
})
