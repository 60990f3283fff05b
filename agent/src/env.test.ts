import { expect, it } from 'vitest'
import { parseEnv } from './env.ts'

it('needs nothing and takes empty values as not given', () => {
  const env = parseEnv({ JOIN_TOKEN: '', SOURCE_ALLOW_CIDRS: ' ' })
  expect(env).toMatchObject({ joinToken: null, sourceAllowCidrs: [], mediaDir: null })
  expect(env.stateDir.endsWith('/.data/agent')).toBe(true)
})

it('takes lists with commas or spaces', () => {
  const { sourceAllowCidrs } = parseEnv({ SOURCE_ALLOW_CIDRS: '10.0.0.0/8, 127.0.0.0/8' })
  expect(sourceAllowCidrs).toEqual(['10.0.0.0/8', '127.0.0.0/8'])
})

it('names the variable that is wrong', () => {
  expect(() => parseEnv({ CONTROL_PLANE_URL: 'ftp://x' })).toThrow('CONTROL_PLANE_URL')
  expect(() => parseEnv({ PLAYBACK_BASE_URL: 'edge' })).toThrow('PLAYBACK_BASE_URL')
  expect(() => parseEnv({ LOG_LEVEL: 'loud' })).toThrow('LOG_LEVEL')
})
