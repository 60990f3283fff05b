import { Download } from 'lucide-react'
import { type MouseEvent, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { buttonClass } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { BACKUP_ADDRESS, downloadBackup } from './download-backup.ts'

/**
 * A link to a backup. With a script the page fetches it, as of a download that is refused browsers say
 * nothing but that.
 */
export function BackupDownload() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const download = async (event: MouseEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(null)
    setProblem(await downloadBackup())
    setBusy(false)
  }
  return (
    <>
      <div>
        <a
          href={BACKUP_ADDRESS}
          download
          onClick={(event) => void download(event)}
          aria-disabled={busy}
          className={buttonClass({ look: 'primary' })}
        >
          <Download aria-hidden="true" />
          {t('backup.download')}
        </a>
      </div>
      <ProblemNotice>{problem && apiText.problem(problem)}</ProblemNotice>
    </>
  )
}
