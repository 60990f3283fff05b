import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import * as contract from './index.ts'
import { arbitraryOf, UNKNOWN_FIELD } from './test/arbitrary.ts'

const schemas = Object.entries<unknown>(contract).flatMap(([name, value]) =>
  value instanceof z.ZodType ? [[name, value] as const] : [],
)

/**
 * What a person sends in a file: a misspelt field must not be swallowed. The inputs of procedures are
 * judged where these are, all of them.
 */
const operatorInputs = { BackupChannel: contract.BackupChannel }

/** What agents and control planes of different ages say to each other, or read back from disk. */
const betweenPeers = {
  Hello: contract.Hello,
  HelloReply: contract.HelloReply,
  DesiredState: contract.DesiredState,
  HostReport: contract.HostReport,
  EventBatch: contract.EventBatch,
  EventsAcknowledged: contract.EventsAcknowledged,
  HostRequest: contract.HostRequest,
  HostReply: contract.HostReply,
  Enrolment: contract.Enrolment,
  EnrolmentReply: contract.EnrolmentReply,
  AirFile: contract.AirFile,
  WindowFile: contract.WindowFile,
  OriginStatus: contract.OriginStatus,
  AudioFile: contract.AudioFile,
  RunRecord: contract.RunRecord,
  HostIdentity: contract.HostIdentity,
  SourceMemory: contract.SourceMemory,
  SlatesFile: contract.SlatesFile,
}

describe('every schema of the contract', () => {
  it.each(schemas)('%s comes back from JSON as it was', (_name, schema) => {
    fc.assert(
      fc.property(arbitraryOf(schema), (value) => {
        const parsed = schema.parse(value)
        expect(schema.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed)
      }),
      { numRuns: 20 },
    )
  })
})

describe('between peers', () => {
  it.each(Object.entries(betweenPeers))(
    '%s ignores fields it does not know, at every depth',
    (_name, schema) => {
      fc.assert(
        fc.property(arbitraryOf(schema, { withUnknownField: true }), (value) => {
          expect(JSON.stringify(schema.parse(value))).not.toContain(UNKNOWN_FIELD)
        }),
        { numRuns: 20 },
      )
    },
  )
})

describe('from operators', () => {
  it.each(Object.entries(operatorInputs))(
    '%s refuses a field it does not know, by its name',
    (_name, schema) => {
      fc.assert(
        fc.property(arbitraryOf(schema), (value) => {
          const refused = schema.safeParse({ ...(value as object), naem: 'x' })
          expect(refused.success).toBe(false)
          expect(JSON.stringify(refused.error?.issues)).toContain('naem')
        }),
        { numRuns: 10 },
      )
    },
  )

  it.each([
    [
      'SourceInput',
      contract.CreateChannelInput,
      { name: 'a', sources: [{ url: 'http://a/', uri: '' }] },
    ],
    [
      'LogoInput',
      contract.UpdateChannelInput,
      { logo: { assetId: crypto.randomUUID(), colour: 1 } },
    ],
    ['OutputSettings', contract.UpdateChannelInput, { output: { bitrate: 1 } }],
    ['AudioSettings', contract.UpdateChannelInput, { output: { audio: { kbps: 1 } } }],
    ['HlsSettings', contract.UpdateChannelInput, { hls: { seconds: 1 } }],
    ['ChannelLimits', contract.UpdateChannelInput, { limits: { memory: 1 } }],
    ['Schedule', contract.UpdateChannelInput, { schedule: { timezone: 'UTC' } }],
  ])('a field that is not known inside %s is refused too', (_name, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false)
  })
})

it.each([
  ['rendition-none', []],
  ['rendition-many', [144, 180, 240, 360, 480, 720, 1080].map((height) => ['r', height])],
  [
    'rendition-name-twice',
    [
      ['a', 720],
      ['a', 360],
    ],
  ],
  [
    'rendition-height-twice',
    [
      ['a', 720],
      ['b', 720],
    ],
  ],
  ['rendition-name-reserved', [['audio', 720]]],
])('a ladder is refused with what is wrong with it: %s', (code, given) => {
  const renditions = given.map(([name, height], at) => ({
    name: name === 'r' ? `r${at}` : name,
    height,
  }))
  const judged = contract.OutputSettings.safeParse({ renditions })
  expect(judged.error?.issues.map(({ message }) => message)).toEqual([code])
})
