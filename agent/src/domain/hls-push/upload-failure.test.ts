import { expect, test } from 'vitest'
import { whyRestreamEnded } from '../restreams/why-restream-ended.ts'
import { sayingOf, type UploadFailure, waitAfter } from './upload-failure.ts'

test.each<[UploadFailure, string]>([
  [{ status: 401 }, 'restream-denied'],
  [{ status: 403 }, 'restream-denied'],
  [{ status: 404 }, 'restream-nowhere'],
  [{ status: 405 }, 'restream-method'],
  [{ status: 302 }, 'restream-answered'],
  [{ status: 507 }, 'restream-answered'],
  [{ code: 'ECONNREFUSED' }, 'restream-refused'],
  [{ code: 'EACCES' }, 'restream-not-allowed'],
  [{ code: 'ENOTFOUND' }, 'restream-unreachable'],
  [{ code: 'EAI_AGAIN' }, 'restream-unreachable'],
  [{ code: 'ETIMEDOUT' }, 'restream-unreachable'],
  [{ code: 'EHOSTUNREACH' }, 'restream-unreachable'],
  [{ code: 'ECONNRESET' }, 'restream-closed'],
  [{ code: 'CERT_HAS_EXPIRED' }, 'restream-certificate'],
  [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'restream-certificate'],
  [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'restream-certificate'],
  [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'restream-certificate'],
])('%j is told as %s', (failure, code) => {
  const log = `[push] [error] ${sayingOf(failure)}\n`
  expect(whyRestreamEnded(log, false).code).toBe(code)
  expect(whyRestreamEnded(log, true).code).toBe(code)
})

test('only what may pass by itself is sent again, and not for ever', () => {
  for (const failure of [{ status: 503 }, { status: 429 }, { code: 'ECONNRESET' }]) {
    expect(waitAfter(failure, 1)).toBe(300)
    expect(waitAfter(failure, 4)).toBeNull()
  }
  for (const failure of [{ status: 403 }, { status: 302 }, { code: 'ECONNREFUSED' }])
    expect(waitAfter(failure, 1)).toBeNull()
})
