import { expect, test } from 'vitest'
import { partsOfPath } from './parts-of-path.ts'

test.each([
  ['control-plane/src/services/channels/create.ts', ['control-plane']],
  ['db/migrations/0001_first.sql', ['control-plane']],
  ['control-plane/contract/src/index.ts', ['control-plane', 'agent', 'webapp']],
  ['agent/src/origin/serve/send-file.ts', ['control-plane']],
  ['agent/src/start-agent.ts', ['agent']],
  ['webapp/server/index.ts', ['webapp']],
])('a change of %s starts anew what runs it', (path, parts) => {
  expect(partsOfPath(path)).toEqual(parts)
})

test.each([
  'webapp/app/root.tsx',
  'control-plane/src/env.test.ts',
  'control-plane/src/test/start-test-plane.ts',
  'agent/src/.main.ts.swp',
  'docs/api.md',
])('a change of %s starts nothing anew', (path) => {
  expect(partsOfPath(path)).toEqual([])
})
