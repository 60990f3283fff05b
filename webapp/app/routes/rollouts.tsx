import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Waves } from 'lucide-react'
import { FormPage } from '../features/channel-form/form-page.tsx'
import { RolloutItem } from '../features/rollouts/rollout-item.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { browserApi } from '../shared/browser-api.ts'
import { usePolling } from '../shared/use-polling.ts'
import { EmptyState } from '../ui/empty-state.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'rollouts')

export function loader(args: LoaderFunctionArgs) {
  return load(args, (api) => api.rollouts.list.query())
}

export default function Rollouts() {
  const { t } = useTranslation()
  const loaded = useLoaderData<typeof loader>()
  const { data } = usePolling((signal) => browserApi.rollouts.list.query(undefined, { signal }), {
    everyMs: 3000,
    key: 'rollouts',
  })
  const { items } = data ?? loaded
  return (
    <FormPage title={t('nav.rollouts')} back={{ to: '/channels', text: t('channel.back') }}>
      <p className="max-w-3xl text-sm text-dim">{t('rollout.intro')}</p>
      {items.length === 0 ? (
        <EmptyState icon={Waves} title={t('rollout.emptyTitle')} text={t('rollout.emptyText')} />
      ) : (
        <ul className="grid gap-3 xl:grid-cols-2">
          {items.map((rollout) => (
            <li key={rollout.id} className="min-w-0">
              <RolloutItem rollout={rollout} />
            </li>
          ))}
        </ul>
      )}
    </FormPage>
  )
}
