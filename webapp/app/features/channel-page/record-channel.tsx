import type { ChannelView } from '@cashbacktv/contract'
import { Form, useNavigation } from '@remix-run/react'
import { CircleDot, Film } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { LinkButton } from '../../ui/link-button.tsx'

/** One press records from now on, until somebody stops it on the page that follows. */
export function RecordChannel({ channel }: { channel: Pick<ChannelView, 'id' | 'name'> }) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const { id, name } = channel
  return (
    <Form method="post" action={recordingsOf(id)}>
      <input type="hidden" name="channelId" value={id} />
      <input type="hidden" name="name" value={name} />
      <Button
        type="submit"
        name="intent"
        value="record"
        aria-disabled={busy}
        aria-label={t('recordings.recordNowNamed', { name })}
      >
        <CircleDot aria-hidden="true" />
        {t('recordings.recordNow')}
      </Button>
    </Form>
  )
}

/** To what is recorded of the channel. */
export function RecordingsLink({ channel }: { channel: Pick<ChannelView, 'id'> }) {
  const { t } = useTranslation()
  return (
    <LinkButton to={recordingsOf(channel.id)}>
      <Film aria-hidden="true" />
      {t('recordings.title')}
    </LinkButton>
  )
}

function recordingsOf(id: string): string {
  return `/recordings?${new URLSearchParams({ channel: id })}`
}
