import { IncidentCauseKind } from '@cashbacktv/contract'
import { alertTargets } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { readAlertSettings } from '../services/alert-settings/read-settings.ts'
import { readRecordingBucket } from '../services/recording-bucket/read.ts'
import { type Bodies, channelBodies, encodings, hostSettings, type Named } from './changes-of.ts'
import type { TestPlane } from './start-test-plane.ts'

/** A resource that is there, with two bodies that say all of it. */
export type Resource = Bodies & {
  path: string
  /** All that a change may say of it, secrets too, by the names of the body. */
  read: () => Promise<unknown>
  /** What has to be sent along with some of its fields. */
  along?: Record<string, object>
  /** Fields of the first body that are as they are by default. */
  asByDefault?: string[]
}

/** Each resource that a change may speak of in part, made when it is asked for. */
export function changeableResources(
  one: TestPlane,
  named: Named,
): Record<string, () => Promise<Resource>> {
  const send = (method: string, path: string, body?: object) => sent(one, method, path, body)
  const got = (path: string) => () => send('GET', path)
  const listed = (path: string, id: string) => async () =>
    (await send('GET', path)).items.find((item: { id: string }) => item.id === id)
  return {
    'PUT /settings': async () => ({ ...hostSettings(), path: '/settings', read: got('/settings') }),
    'PUT /settings/quality': async () => ({
      path: '/settings/quality',
      read: got('/settings/quality'),
      whole: {
        enabled: true,
        timeZone: 'UTC',
        weekly: { days: [1], start: '01:00', end: '02:00' },
      },
      other: {
        enabled: false,
        timeZone: 'Europe/London',
        weekly: { days: [2], start: '03:30', end: '04:00' },
      },
    }),
    'PUT /settings/recording-bucket': async () => {
      const secret = { bucket: { secret: 'kept-secret' } }
      const places = ['endpoint', 'bucket', 'addressing', 'accessKey']
      return {
        path: '/settings/recording-bucket',
        read: async () => ({ bucket: await readRecordingBucket(one.db) }),
        whole: {
          bucket: {
            endpoint: 'https://s3.example.com',
            region: 'eu-1',
            bucket: 'recordings',
            prefix: 'tv',
            addressing: 'host',
            accessKey: 'KEY',
            ...secret.bucket,
          },
        },
        other: {
          bucket: {
            endpoint: 'https://s3.example.org',
            region: 'eu-2',
            bucket: 'others',
            prefix: 'radio',
            addressing: 'path',
            accessKey: 'KEY2',
            secret: 'other-secret',
          },
        },
        // A secret goes to no other server, and signs by no other key.
        along: Object.fromEntries(places.map((name) => [`bucket.${name}`, secret])),
      }
    },
    'PUT /alerts/settings': async () => {
      const password = { smtp: { password: 'kept-password' } }
      return {
        path: '/alerts/settings',
        read: () => readAlertSettings(one.db),
        whole: {
          smtp: {
            server: 'smtp.example.org',
            port: 465,
            security: 'tls',
            user: 'a',
            from: 'a@example.org',
            ...password.smtp,
          },
          deadManUrl: 'https://ping.example.org/one',
        },
        other: {
          smtp: {
            server: 'smtp.example.com',
            port: 587,
            security: 'starttls',
            user: 'b',
            from: 'b@example.org',
            password: 'other-password',
          },
          deadManUrl: 'https://ping.example.org/two',
        },
        // A password goes to no other server or port, and is of no other user.
        along: { 'smtp.server': password, 'smtp.port': password, 'smtp.user': password },
      }
    },
    'PUT /alerts/rules/{id}': async () => {
      const find = listed('/alerts/rules', 'host-cpu-full')
      return {
        path: '/alerts/rules/host-cpu-full',
        read: async () => (await find()).settings,
        whole: {
          enabled: false,
          severity: 'critical',
          threshold: 81,
          forSeconds: 61,
          clearAfterSeconds: 62,
        },
        other: {
          enabled: true,
          severity: 'warning',
          threshold: 82,
          forSeconds: 63,
          clearAfterSeconds: 64,
        },
      }
    },
    'PUT /alerts/targets/{id}': async () => {
      const address = { kind: 'slack', url: 'https://hooks.example.org/one' }
      const first = { ...address, url: 'https://hooks.example.org/first' }
      const { id } = await send('POST', '/alerts/targets', { name: 'First', address: first })
      const [[host, host2], [group, group2]] = [named.hosts, named.groups]
      const [cause, cause2] = IncidentCauseKind.options
      const filterOf = (isOther: boolean) => ({
        severity: isOther ? 'warning' : 'critical',
        causes: [isOther ? cause2 : cause],
        hostIds: [isOther ? host2 : host],
        groupIds: [isOther ? group2 : group],
        channelIds: [crypto.randomUUID()],
      })
      return {
        path: `/alerts/targets/${id}`,
        read: async () => {
          const [row] = await one.db.select().from(alertTargets).where(eq(alertTargets.id, id))
          return { ...row?.settings, name: row?.name, address: row?.address }
        },
        whole: {
          name: 'Whole',
          enabled: false,
          language: 'tr',
          timeZone: 'Europe/Istanbul',
          filter: filterOf(false),
          afterMinutes: 5,
          address,
          quietHours: { from: '23:00', until: '06:00', criticalPasses: false },
        },
        other: {
          name: 'Other',
          enabled: true,
          language: 'en',
          timeZone: 'Europe/London',
          filter: filterOf(true),
          afterMinutes: 6,
          address: { ...address, url: 'https://hooks.example.org/two' },
          quietHours: { from: '22:00', until: '07:00', criticalPasses: true },
        },
      }
    },
    'PUT /alerts/maintenance/{id}': async () => {
      const day = (number: number) => `2030-01-0${number}T00:00:00.000Z`
      const all = { scope: { kind: 'all' }, from: day(1), until: day(2), note: '' }
      const { id } = await send('POST', '/alerts/maintenance', all)
      const [host, host2] = named.hosts
      return {
        path: `/alerts/maintenance/${id}`,
        read: listed('/alerts/maintenance', id),
        whole: { scope: { kind: 'host', hostId: host }, from: day(3), until: day(6), note: 'Rack' },
        other: { scope: { kind: 'host', hostId: host2 }, from: day(4), until: day(5), note: 'Row' },
      }
    },
    'PUT /settings/presets/{id}': async () => {
      const { whole, other } = encodings()
      const first = { ...whole, crf: 20, speed: 'medium', maxBitrateKbps: null, profile: 'high' }
      const rest = { level: '5.0', keyframeSeconds: 2, bFrames: 1, lookaheadFrames: 30, aqMode: 2 }
      const encoding = { ...first, ...rest, threads: 'auto' }
      const { id } = await send('POST', '/settings/presets', { name: 'First', encoding })
      return {
        path: `/settings/presets/${id}`,
        read: got(`/settings/presets/${id}`),
        whole: { name: 'Whole', encoding: whole },
        other: { name: 'Other', encoding: other },
        asByDefault: ['encoding.tune'],
      }
    },
    'PATCH /users/{id}': async () => {
      const { id } = await send('POST', '/users', { email: 'new@example.org', role: 'viewer' })
      return {
        path: `/users/${id}`,
        read: async () => {
          const user = await send('GET', `/users/${id}`)
          return { ...user, disabled: user.disabledAt !== null }
        },
        whole: { role: 'operator', disabled: true, groupIds: [named.groups[0]] },
        other: { role: 'viewer', disabled: false, groupIds: [named.groups[1]] },
      }
    },
    'PATCH /groups/{id}': async () => {
      const { id } = await send('POST', '/groups', { name: 'three' })
      return {
        path: `/groups/${id}`,
        read: listed('/groups', id),
        whole: { name: 'Whole', note: 'Of the day' },
        other: { name: 'Other', note: 'Of the night' },
      }
    },
    'PUT /channels/{id}': async () => {
      const sources = [{ url: 'testcard://1280x720@25' }]
      // Where none is named, one is chosen, which may be the one that is asked for below.
      const hostId = named.hosts[1]
      const { id } = await send('POST', '/channels', { name: 'First', sources, hostId })
      return {
        ...channelBodies(named),
        path: `/channels/${id}`,
        read: got(`/channels/${id}`),
        along: { 'output.mode': { logo: null, layers: [] } },
        asByDefault: ['output.mode'],
      }
    },
  }
}

/** As an administrator; what is answered. */
export async function sent(one: TestPlane, method: string, path: string, body?: object) {
  const answer = await one.as('admin', method, path, body)
  expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 400)}`).toBeLessThan(300)
  return answer.body
}
