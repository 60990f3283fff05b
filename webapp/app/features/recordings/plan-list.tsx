import type { RecordingPlanView } from '@cashbacktv/contract'
import { Form, Link } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { localeOf } from '../../shared/domain/preferences.ts'
import { ActButton } from '../../ui/act-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { dayNames } from '../channel/domain/schedule-words.ts'

/** What is recorded every week; nothing where there is none. */
export function PlanList(props: { plans: readonly RecordingPlanView[]; mayChange: boolean }) {
  const { t, i18n } = useTranslation()
  const apiText = useApiText()
  const names = dayNames(localeOf(i18n.language), 'short')
  if (props.plans.length === 0) return null
  return (
    <Panel title={t('recordings.plans')} bodyClassName="p-0">
      <ul className="divide-y divide-line">
        {props.plans.map(({ id, name, channelId, channelName, weekly, timeZone, problem }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
            <div className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
              <p className="font-medium">{name}</p>
              <p className="text-xs text-dim">
                <Link to={`/channels/${channelId}`} className="underline">
                  {channelName}
                </Link>
                {` · ${weekly.days.map((day) => names[day - 1]).join(' ')} · ${weekly.start} – ${weekly.end} · ${timeZone}`}
              </p>
              {problem ? <p className="text-xs text-bad">{apiText.reason(problem)}</p> : null}
            </div>
            {props.mayChange ? (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="plan" value={id} />
                <ActButton intent="unplan" label={t('recordings.unplanNamed', { name })}>
                  {t('recordings.unplan')}
                </ActButton>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
