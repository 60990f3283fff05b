import { expect, test } from 'vitest'
import { type Door, SOURCES } from './door.ts'

/** What is wanted, and how it is said. */
export function channelsContract(door: Door): void {
  test('makes, changes, switches, deletes and brings back a channel', async () => {
    const { id } = await door.made('Whole')
    const path = `/channels/${id}`
    expect((await door.as('viewer', 'GET', path)).text).not.toContain('s3cr3t')
    const name = door.nameOf('Renamed')
    expect((await door.as('operator', 'PUT', path, { name })).body).toMatchObject({ id, name })
    expect((await door.as('operator', 'POST', `${path}/start`)).body).toMatchObject({
      desired: 'on',
    })
    expect((await door.as('operator', 'POST', `${path}/stop`)).body).toMatchObject({
      desired: 'off',
    })
    const listed = (await door.as('viewer', 'GET', '/channels')).body.items
    expect(listed.map((one: { id: string }) => one.id)).toContain(id)
    expect((await door.as('operator', 'DELETE', path)).status).toBe(204)
    expect((await door.as('viewer', 'GET', path)).status).toBe(404)
    expect((await door.as('operator', 'POST', `${path}/restore`)).body).toMatchObject({ id, name })
  })

  test.each([
    [{ name: '', sources: SOURCES }, 'name'],
    [{ name: 'x', sources: [] }, 'sources'],
    [{ name: 'x', sources: [{ url: 'gopher://a/' }] }, 'sources.0.url'],
    [{ name: 'x', sources: [{ url: 'http://10.0.0.1/live.ts' }] }, 'sources.0.url'],
    [{ name: 'x', sources: [{ url: 'http://0x0a.1/live.ts' }] }, 'sources.0.url'],
    [{ name: 'x', sources: [{ url: 'http://[fd00::1]/live.ts' }] }, 'sources.0.url'],
  ])('refuses a channel that cannot be, naming the field: %j', async (wish, path) => {
    const { status, body } = await door.as('operator', 'POST', '/channels', wish)
    expect([status, body.error.details[0].path]).toEqual([422, path])
  })

  test('makes many channels of one list', async () => {
    const rows = [1, 2].map(
      (of) =>
        `${door.nameOf('Row')};srt://127.0.0.1:9001?streamid=${door.nameOf('r').replace(' ', '')}${of}`,
    )
    const list = ['name;source', ...rows].join('\n')
    const { status, body } = await door.as('operator', 'POST', '/channels/import', { list })
    expect([status, JSON.stringify(body).match(/"created"/g)?.length]).toEqual([200, 2])
  })

  test('gives a backup of everything', async () => {
    const { status, body } = await door.as('admin', 'GET', '/backup')
    expect(status).toBe(200)
    expect(body.channels.length).toBeGreaterThan(0)
    const restore = '/backup/restore?dryRun=true'
    expect(await door.as('admin', 'POST', restore, body)).toMatchObject({ status: 200 })
  })
}
