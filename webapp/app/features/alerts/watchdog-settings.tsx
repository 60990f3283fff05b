import type { AlertSettingsView } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { useFieldProblems } from '../../shared/use-field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** What was sent and could not be saved, and why. */
export type WatchdogRefused = { url: string; problem: ApiProblem }

type DeadMan = AlertSettingsView['deadMan']
type WatchdogSettingsProps = {
  deadMan: DeadMan
  refused: WatchdogRefused | null
  /** A new value each time it was saved. */
  saved: unknown
  mayChange: boolean
}

const PATHS = ['deadManUrl']

/** Who is pinged while all is well here, and whether the last ping got there. The address is a secret. */
export function WatchdogSettings({ deadMan, refused, saved, mayChange }: WatchdogSettingsProps) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const problems = useFieldProblems(refused?.problem ?? null, PATHS)
  const bounds = useBounds('deadManUrl')
  return (
    <Panel
      title={t('alertDelivery.watchdog')}
      hint={t('alertDelivery.watchdogHint')}
      bodyClassName="grid gap-4"
    >
      <PingState deadMan={deadMan} />
      <p className="max-w-prose text-sm text-dim">{t('alertDelivery.watchdogHow')}</p>
      {mayChange ? (
        <KeptForm method="post" noValidate saved={saved} className="grid max-w-2xl gap-4">
          <ProblemNotice>{problems.rest}</ProblemNotice>
          <Field
            label={t('alertDelivery.url')}
            hint={deadMan ? t('alertTarget.fieldHint.kept', { server: deadMan.server }) : undefined}
            {...problems.at('deadManUrl')}
          >
            {(binding) => (
              <Input
                {...binding}
                name="url"
                inputMode="url"
                placeholder="https://"
                defaultValue={refused?.url ?? ''}
                {...bounds}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                className="font-mono"
              />
            )}
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button
              type="submit"
              name="intent"
              value="watchdog"
              look="primary"
              aria-disabled={busy}
            >
              {t('alertDelivery.saveUrl')}
            </Button>
            {deadMan ? (
              <Button type="submit" name="intent" value="no-watchdog" aria-disabled={busy}>
                {t('alertDelivery.removeUrl')}
              </Button>
            ) : null}
          </div>
        </KeptForm>
      ) : null}
    </Panel>
  )
}

function PingState({ deadMan }: { deadMan: DeadMan }) {
  const { t } = useTranslation()
  if (!deadMan) return <Notice>{t('alertDelivery.watchdogOff')}</Notice>
  const { server, lastOkAt, failing } = deadMan
  if (failing) {
    return (
      <Notice tone="bad">
        {t(`alertDelivery.${lastOkAt ? 'failing' : 'failingNever'}`, { server })}{' '}
        {lastOkAt ? <Instant at={lastOkAt} dateToo /> : null}
      </Notice>
    )
  }
  if (!lastOkAt) return <Notice>{t('alertDelivery.never', { server })}</Notice>
  return (
    <Notice tone="good">
      {t('alertDelivery.reached', { server })} <Instant at={lastOkAt} dateToo />
    </Notice>
  )
}
