import { randomBytes } from 'node:crypto'
import type { Run, StartAction } from '../domain/reconcile/world.ts'
import { makeRunId } from '../domain/runs/make-run-id.ts'
import { newRun } from '../domain/runs/new-run.ts'
import { freeProgressAddress } from '../domain/runs/progress-address.ts'
import { SOURCE_IN_USE } from '../domain/sources/source-readers.ts'
import { type LaunchOutcome, launchRun } from './launch-run.ts'
import type { StarterPorts } from './starter-ports.ts'

/** Turns a decision to start into a run, and the run into a process. */
export function createRunStarter(ports: StarterPorts): (start: StartAction) => void {
  const { table, clock, isolation } = ports
  /** Of starts that have no process yet. */
  const reserved = new Set<string>()
  let nextAddress = 1

  function reserveAddress(): string {
    const taken = new Set([...table.addresses(), ...reserved])
    const address = freeProgressAddress(taken, nextAddress++)
    reserved.add(address)
    return address
  }

  async function launch(run: Run, start: StartAction): Promise<void> {
    const progressAddress = reserveAddress()
    const outcome = await launchRun({ run, start, progressAddress }, ports)
    reserved.delete(progressAddress)
    settle(run, outcome)
    ports.onSettled()
  }

  function settle({ runId, channelId, sourceId }: Run, outcome: LaunchOutcome): void {
    switch (outcome.kind) {
      case 'called-off':
        return
      case 'launched': {
        const { pid, exited } = outcome.process
        void exited.then((exit) => {
          ports.onExit(runId, exit)
          // Also of a run that had been called off while it was spawned.
          isolation.release(channelId, pid)
        })
        return
      }
      case 'failed': {
        const { reason } = outcome
        // A source in use by another channel is tried so often that only its state says it.
        if (reason.code !== SOURCE_IN_USE)
          ports.say({ kind: 'refused', channelId, sourceId, reason })
        table.change(runId, { over: { at: clock.now(), reason } })
      }
    }
  }

  return (start) => {
    const runId = makeRunId(clock.wall(), randomBytes(12).toString('hex'))
    const run: Run = {
      ...newRun(start, { runId, pid: null, startedAt: clock.now() }),
      ...(start.withoutAudio ? { withoutAudio: true } : {}),
    }
    table.add(run, null)
    void launch(run, start)
  }
}
