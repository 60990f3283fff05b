import { errorOf, messageOf } from '@cashbacktv/contract'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { BackupDownload } from '../features/settings/backup-download.tsx'
import { RestoreForm } from '../features/settings/restore-form.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'backup')

/** For administrators only, as the backup itself. */
export async function loader(args: LoaderFunctionArgs) {
  const { role } = await load(args, (api) => api.auth.me.query())
  if (role === 'admin') return null
  const needed = messageOf('role-needed', { role: messageOf('role-admin') })
  const problem = { ...errorOf('forbidden', needed), details: [] }
  throw Response.json(problem, { status: 403 })
}

export default function BackupSettings() {
  const { t } = useTranslation()
  return (
    <div className="grid grid-cols-1 items-start gap-4 min-[137.5rem]:grid-cols-2">
      <Panel title={t('backup.title')} hint={t('backup.hint')} bodyClassName="grid gap-4 p-4">
        <Notice tone="warning">{t('backup.secret')}</Notice>
        <p className="max-w-3xl text-sm text-dim">{t('backup.people')}</p>
        <BackupDownload />
      </Panel>
      <Panel title={t('backup.restore')} hint={t('backup.restoreHint')}>
        <RestoreForm />
      </Panel>
    </div>
  )
}
