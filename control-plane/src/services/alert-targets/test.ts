import { randomUUID } from 'node:crypto'
import { type AlertTargetId, type AlertTargetTest, tell } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { testNote } from '../../domain/alerts/note.ts'
import { commitChange } from '../changes/commit-change.ts'
import { NOTE_LANGUAGES } from '../deliveries/note-languages.ts'
import { sendLetter } from '../deliveries/send-letter.ts'
import { requireTarget } from './read-targets.ts'

/** Sends a test right away, and answers what the other side said. @throws DomainError `not_found` */
export async function testAlertTarget(
  ctx: ServiceContext,
  { id }: { id: AlertTargetId },
): Promise<AlertTargetTest> {
  const { name, settings, address } = await requireTarget(ctx.db, id)
  const note = testNote(name, NOTE_LANGUAGES[settings.language], ctx.config.publicUrl)
  const from = performance.now()
  const letter = { id: randomUUID(), note, incident: null, at: ctx.now() }
  const { verdict, status, answer } = await sendLetter(ctx, address, letter)
  await commitChange(ctx, async () => ({
    result: undefined,
    hosts: [],
    audit: [
      {
        action: 'alert-target.test',
        subjectType: 'alert-target',
        subjectId: id,
        detail: { name, ok: verdict.ok },
      },
    ],
  }))
  return {
    ok: verdict.ok,
    status,
    answer,
    tookMs: Math.round(performance.now() - from),
    problem: verdict.ok ? null : tell(verdict.said),
  }
}
