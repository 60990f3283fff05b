import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { StopConsequence } from '../features/channel/stop-consequence.tsx'
import { FormPage } from '../features/channel-form/form-page.tsx'
import { titled } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { Button } from '../ui/button.tsx'
import { LinkButton } from '../ui/link-button.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titled(data?.name ?? '')

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.channelId ?? ''
  const { name, viewers } = await load(args, (api) => api.channels.get.query({ id }))
  return { id, name, viewers }
}

/** Asks what the dialog asks, where there is no JavaScript. */
export default function StopChannel() {
  const { t } = useTranslation()
  const { id, name, viewers } = useLoaderData<typeof loader>()
  return (
    <FormPage title={t('command.stopTitle', { name })} back={{ to: `/channels/${id}`, text: name }}>
      <Form
        method="post"
        action={`/channels/${id}/command`}
        reloadDocument
        className="grid max-w-xl gap-3 rounded-lg border border-line bg-surface p-4 text-sm"
      >
        <input type="hidden" name="confirmed" value="yes" />
        <StopConsequence viewers={viewers} />
        <div className="flex flex-wrap gap-2">
          <LinkButton to={`/channels/${id}`}>{t('form.cancel')}</LinkButton>
          <Button type="submit" name="command" value="stop" look="danger">
            {t('command.stopConfirm')}
          </Button>
        </div>
      </Form>
    </FormPage>
  )
}
