import { HostId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import type { LiveState } from '../../domain/fleet/live-state.ts'
import { streamBase } from './channel-view.ts'

const HOST = HostId.parse('7d3a0c1e-4c8f-4d0e-9a51-0d9b53a4f001')
const GIVEN = 'https://edge1.example'
const PUBLIC = 'https://tv.example'
const OWN = 'http://10.0.0.5:3000'
const ORIGIN = 'http://10.0.0.7:8090'

test.each([
  ['what its host was given', { playbackBaseUrl: GIVEN }, { publicUrl: PUBLIC }, GIVEN],
  ['our own public one', {}, { publicUrl: PUBLIC }, PUBLIC],
  ['ours where the streams are there', { originUrl: null }, { servesStreams: true }, OWN],
  ['that of another host, although ours has streams too', {}, { servesStreams: true }, ORIGIN],
  ['that of the origin where nothing else is known', {}, {}, ORIGIN],
  ['ours with an older agent', { originUrl: null }, {}, OWN],
])('the address of a stream is %s', (_, ofHost, ofConfig, expected) => {
  const config = {
    publicUrl: null,
    localOrigin: null,
    ownPlace: () => ({ origin: OWN, names: null }),
    servesStreams: false,
    sourceAllowCidrs: [],
    sessionDays: 30,
    ...ofConfig,
  }
  const host = {
    name: 'edge',
    link: 'connected' as const,
    lastSeenAt: null,
    current: true,
    origin: null,
    heardAt: null,
    isAwareOfHevc: true,
    playbackBaseUrl: null,
    originUrl: ORIGIN,
    observations: new Map(),
    draining: false,
    twoAgentsSince: null,
    report: null,
    ...ofHost,
  }
  const state: LiveState = new Map([[HOST, host]])
  const row = { slug: 'news', hostId: HOST }
  expect(streamBase({ config, origin: OWN }, row, state)).toBe(`${expected}/streams/news`)
})
