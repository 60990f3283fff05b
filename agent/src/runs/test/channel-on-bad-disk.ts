import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { channelId, makeChannel, makeDesired, sourceId } from '../../../test/channel-factory.ts'
import { fillDisk } from '../../../test/full-disk.ts'
import { startSupervisor, until } from '../../../test/test-supervisor.ts'
import { answerQuestion } from '../../link/answer-question.ts'

/** Starts a channel while the disk of the state is `full` or `read-only`: `channel-on-bad-disk.ts <state> <how>`. */
const [state = '', how] = process.argv.slice(2)
const id = channelId(1)
const sources = [{ id: sourceId(1), url: 'fake://x?say=hello' }]
const host = await startSupervisor(dirname(state))
const ask = (of: typeof host) => {
  const question = { kind: 'log-tail' as const, channelId: id, lines: 10 }
  return answerQuestion(question, { ffmpeg: of.ffmpeg, ...of.supervisor.questions() })
}
const mount = (mode: string) => spawnSync('mount', ['-o', `remount,${mode}`, state])
const full = how === 'full' ? fillDisk(state) : null
if (full === null) mount('ro')
host.offer(makeDesired(1, [makeChannel(1, { sources })]))
await until(() => host.channel()?.state === 'running', 'running')
const first = await ask(host)
const pid = host.channel()?.run?.pid
// What happened waits for room; what happens next takes it along.
full?.giveBack()
if (full === null) mount('rw')
const notices = () => host.events().filter(({ happening }) => happening.kind === 'host-notice')
await until(() => notices().length > 0, 'the notice')
const said = notices().map(({ happening }) => 'reason' in happening && happening.reason?.code)
await host.close()

// The next agent finds the process, which has no record, and its log.
const next = await startSupervisor(dirname(state))
const second = await ask(next)
const adopted = next.channel()?.run?.pid === pid
await next.supervisor.stopChannels()
await next.close()
const linesOf = (answer: typeof first) =>
  answer.kind === 'log-tail' ? answer.lines.map(({ text }) => text) : []
process.stdout.write(
  JSON.stringify({ first: linesOf(first), second: linesOf(second), adopted, said }),
)
