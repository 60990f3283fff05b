import { spawn, spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { channelId } from '../../../test/channel-factory.ts'
import { portFree, restream, setRestreamStage, until } from './restream-stage.ts'

/**
 * A destination that refuses, is there while the disk of the state is read-only, and goes away, before `same` or the
 * `next` agent: `restream-on-read-only-disk.ts <state> <who>`. Says why sending ended either time.
 */
const [state = '', who] = process.argv.slice(2)
const stage = await setRestreamStage(undefined, dirname(state))
const url = `rtmp://127.0.0.1:${await portFree()}/app/key`
const all = [restream(1, url)]
const { kept } = stage.keep(all)
let agent = kept
const seen = () => agent.observed().get(channelId(1))?.[0]
await until(agent, () => seen()?.state === 'failing')
const first = seen()?.reason?.code
spawnSync('mount', ['-o', 'remount,ro', state])
const receiver = spawn('ffmpeg', ['-v', 'error', '-listen', '1', '-i', url, '-f', 'null', '-'])
await until(agent, () => seen()?.state === 'sending')
if (who === 'next') agent = stage.keep(all).kept
receiver.kill('SIGKILL')
await until(agent, () => seen()?.state === 'failing')
const second = seen()?.reason?.code
spawnSync('mount', ['-o', 'remount,rw', state])
await stage.close()
process.stdout.write(JSON.stringify({ first, second }))
