import type { AuditExportInput } from '@cashbacktv/contract'
import type { ChangeContext } from '../../context.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'

/** Writes down who took the audit out of the product, and what of it. */
export async function recordAuditExport(
  ctx: ChangeContext,
  detail: AuditExportInput,
): Promise<void> {
  const subject = { subjectType: 'settings', subjectId: null } as const
  const audit: AuditEntry[] = [{ action: 'audit.export', ...subject, detail }]
  await commitChange(ctx, async () => ({ result: undefined, hosts: [], audit }))
}
