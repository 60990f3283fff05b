import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bareFolder } from './test/bare-folder.ts'
import { closedBelow } from './test/machine.ts'
import { answers, SOCKET, upgradableHost } from './test/upgradable-host.ts'

describe('another release', () => {
  test('takes over, and the one before it again', async () => {
    const { script, pack, links } = await upgradableHost()
    const { stdout } = await script('upgrade.sh', [pack('2.1.0')])
    expect(stdout).toContain('2.1.0 is in use, instead of 2.0.0.')
    expect(links()).toEqual(['2.1.0', '2.0.0'])
    await script('rollback.sh')
    expect(links()).toEqual(['2.0.0', '2.1.0'])
  })

  test('that listens by itself finds its port free, and one after it has systemd listen again', async () => {
    const { script, pack, socket, told } = await upgradableHost()
    const unit = readFileSync(socket, 'utf8')
    await script('upgrade.sh', [pack('1.9.0', { without: [`infra/host/units/${SOCKET}`] })])
    expect(existsSync(socket)).toBe(false)
    expect(told()).toMatch(new RegExp(`disable --now ${SOCKET}\ndaemon-reload\n$`))
    await script('rollback.sh')
    expect(readFileSync(socket, 'utf8')).toBe(unit)
    // The origin of before has that port itself until it ends.
    expect(told()).toMatch(new RegExp(`stop cashbacktv-origin.service\nstart ${SOCKET}\n$`))
  })

  test('is never given up, where the units are of a release before', async () => {
    const { script, pack, socket, told } = await upgradableHost()
    const unitOf = (part: string) => socket.replace(/origin\.socket$/, `${part}.service`)
    const limitOf = (part: string) => join(`${unitOf(part)}.d`, 'start-limit.conf')
    for (const unit of ['agent', 'origin'].map(unitOf))
      writeFileSync(unit, readFileSync(unit, 'utf8').replace(/^StartLimitIntervalSec=0\n/m, ''))
    await script('upgrade.sh', [pack('2.1.0')])
    for (const part of ['agent', 'origin'])
      expect(readFileSync(limitOf(part), 'utf8')).toBe('[Unit]\nStartLimitIntervalSec=0\n')
    expect(told()).toContain(`daemon-reload\nenable ${SOCKET}\n`)
    expect(told()).toMatch(/daemon-reload\n$/)
    await script('upgrade.sh', [pack('1.9.0', { without: [`infra/host/units/${SOCKET}`] })])
    expect(existsSync(dirname(limitOf('origin')))).toBe(false)
  })

  test('that is not well gives way by itself', async () => {
    const { script, pack, links, agentPort } = await upgradableHost()
    await expect(script('upgrade.sh', [pack('2.1.0', { kind: 'broken' })])).rejects.toThrow(
      /2\.1\.0 is not well after 10 s; going back to 2\.0\.0[\s\S]*2\.0\.0 is in use again/,
    )
    expect(links()).toEqual(['2.0.0', null])
    expect(await answers(agentPort)).toContain('agent_link_connected 1')
  })

  test('that is not well leaves the way back where it led', async () => {
    const { script, pack, links } = await upgradableHost()
    await script('upgrade.sh', [pack('2.1.0')])
    const broken = pack('2.2.0', { kind: 'broken' })
    await expect(script('upgrade.sh', [broken])).rejects.toThrow(/going back to 2\.1\.0/)
    expect(links()).toEqual(['2.1.0', '2.0.0'])
  })

  test('is not taken when it is not what was packed', async () => {
    const { script, pack, links } = await upgradableHost()
    const archive = pack('2.1.0')
    writeFileSync(archive, 'something else')
    await expect(script('upgrade.sh', [archive])).rejects.toThrow(/is not what was packed/)
    rmSync(`${archive}.sha256`)
    await expect(script('upgrade.sh', [archive])).rejects.toThrow(/a release comes with its sum/)
    await expect(script('rollback.sh')).rejects.toThrow(/there is no release before this one/)
    expect(links()).toEqual(['2.0.0', null])
  })

  test('of the same version with another content is taken beside it, and the same one not again', async () => {
    const { script, pack, links } = await upgradableHost()
    const archive = pack('2.0.0', { remark: 'built anew' })
    await script('upgrade.sh', [archive])
    expect(links()).toEqual([expect.stringMatching(/^2\.0\.0\+[0-9a-f]{8}$/), '2.0.0'])
    expect((await script('upgrade.sh', [archive])).stdout).toMatch(/2\.0\.0\+\w+ is in use already/)
    await script('rollback.sh')
    expect((await script('upgrade.sh', [pack('2.0.0')])).stdout).toContain('in use already')
    expect(links()[0]).toBe('2.0.0')
  })

  test('is read by the user of the units, however closed the files of root are', async () => {
    const { script, pack, place } = await upgradableHost()
    const before = process.umask(0o077)
    onTestFinished(() => void process.umask(before))
    await script('upgrade.sh', [pack('2.1.0')])
    expect(closedBelow(place('opt/cashbacktv/releases'))).toEqual([])
  })
})

describe('an upgrade that is cut off', () => {
  test.each(['HUP', 'INT', 'TERM'])('by a SIG%s goes back by itself', async (signal) => {
    const { script, pack, links, place, pidOf, agentPort } = await upgradableHost()
    writeFileSync(place('signal'), signal)
    const agent = pidOf('agent')
    await expect(script('upgrade.sh', [pack('2.1.0')])).rejects.toThrow(
      /2\.1\.0 is not taken: this was told to end; going back to 2\.0\.0[\s\S]*is in use again/,
    )
    expect(links()).toEqual(['2.0.0', null])
    expect(pidOf('agent')).not.toBe(agent)
    expect(await answers(agentPort)).toContain('agent_link_connected 1')
  })

  test('for good, before anything was started anew, is made up for by the next one', async () => {
    const { script, pack, links, place, pidOf } = await upgradableHost()
    const archive = pack('2.1.0')
    const agent = pidOf('agent')
    writeFileSync(place('signal'), 'KILL')
    await expect(script('upgrade.sh', [archive])).rejects.toThrow()
    expect([links(), pidOf('agent')]).toEqual([['2.1.0', '2.0.0'], agent])
    expect((await script('upgrade.sh', [archive])).stdout).toContain('instead of 2.0.0')
    expect(pidOf('agent')).not.toBe(agent)
    expect((await script('upgrade.sh', [archive])).stdout).toContain('is in use already')
  })

  test('for good knows the way back, which leads there by itself where the release is not well', async () => {
    const { script, pack, links, place, agentPort } = await upgradableHost()
    const archive = pack('2.1.0', { kind: 'broken' })
    for (const way of [
      () => script('rollback.sh'),
      () => script('upgrade.sh', [archive]).catch(() => {}),
    ]) {
      writeFileSync(place('signal'), 'KILL')
      await expect(script('upgrade.sh', [archive])).rejects.toThrow()
      expect(links()).toEqual(['2.1.0', '2.0.0'])
      await way()
      expect(links()[0]).toBe('2.0.0')
      expect(await answers(agentPort)).toContain('agent_link_connected 1')
    }
  })

  test('is not joined by a second one while it lasts, nor by an installer', async () => {
    const { script, pack, links, place } = await upgradableHost()
    const [broken, other] = [pack('2.1.0', { kind: 'broken' }), pack('2.2.0')]
    const first = script('upgrade.sh', [broken]).catch((error: Error) => error.message)
    await expect.poll(links).toEqual(['2.1.0', '2.0.0'])
    const install = (...args: string[]) =>
      script('../host/install.sh', ['--root', place(''), ...args])
    const others = [script('upgrade.sh', [other]), install(), install('--uninstall')]
    for (const one of await Promise.allSettled(others))
      expect(one).toMatchObject({
        reason: { message: expect.stringMatching(/another one is at work/) },
      })
    expect(await first).toContain('2.0.0 is in use again')
    expect((await install()).stdout).toContain('Nothing had to be changed.')
  })
})

test('a release in use that is not well is started anew', async () => {
  const { script, pack, pidOf, agentPort } = await upgradableHost()
  process.kill(pidOf('agent'))
  await expect.poll(() => answers(agentPort)).toBe('')
  const { stdout } = await script('upgrade.sh', [pack('2.0.0')])
  expect(stdout).toContain('2.0.0 is in use.')
  expect(await answers(agentPort)).toContain('agent_link_connected 1')
})

describe('where no release could be told to be well', () => {
  test.each(['AGENT', 'ORIGIN'])('for want of the port of %s, none is taken', async (part) => {
    const { script, pack, links, settings } = await upgradableHost()
    const text = readFileSync(settings, 'utf8')
    writeFileSync(settings, text.replace(RegExp(`(${part}_METRICS_PORT)=.*`), '$1=0'))
    await expect(script('upgrade.sh', [pack('2.1.0')])).rejects.toThrow(
      /asked on AGENT_METRICS_PORT and ORIGIN_METRICS_PORT: say both in /,
    )
    expect(links()).toEqual(['2.0.0', null])
  })

  test('for want of curl, none is taken', async () => {
    const { script, pack, links } = await upgradableHost()
    const PATH = bareFolder(['bash', 'cat', 'dirname', 'env', 'flock', 'readlink', 'sed', 'tail'])
    await expect(script('upgrade.sh', [pack('2.1.0')], { PATH })).rejects.toThrow(
      /curl, which is not installed/,
    )
    expect(links()).toEqual(['2.0.0', null])
  })
})
