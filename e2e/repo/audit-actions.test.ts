import { AUDIT_ACTIONS } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { isTest, read, repositoryFiles } from './files.ts'

const services = repositoryFiles()
  .filter((path) => /^control-plane\/src\/(services|api)\/.*\.ts$/.test(path) && !isTest(path))
  .map(read)
  .join('\n')

test('every deed that the audit can be searched for is written down by a service', () => {
  expect(AUDIT_ACTIONS.filter((action) => !services.includes(`'${action}'`))).toEqual([])
})
