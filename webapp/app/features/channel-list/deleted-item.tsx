import type { DeletedChannel } from '@cashbacktv/contract'
import { Form } from '@remix-run/react'
import { Undo2 } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { Instant } from '../../ui/elapsed.tsx'

/** A deleted channel: when it went and by whom, until when it can come back, and the way back. */
export function DeletedItem({ channel }: { channel: DeletedChannel }) {
  const { t } = useTranslation()
  const { id, name, slug, desired, deletedAt, deletedBy, restorableUntil, slugTaken } = channel
  return (
    <article className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface p-4">
      <div className="grid min-w-0 flex-1 basis-64 gap-1 text-sm">
        <h2 className="font-medium [overflow-wrap:anywhere]">{name}</h2>
        <p className="text-xs text-dim [overflow-wrap:anywhere]">
          {t('deleted.at')} <Instant at={deletedAt} dateToo />
          {deletedBy ? ` · ${t('deleted.by', { email: deletedBy })}` : ''}
        </p>
        <p className="text-xs text-dim">
          {t(`deleted.${desired}`)} · {t('deleted.until')} <Instant at={restorableUntil} dateToo />
        </p>
        {slugTaken ? (
          <p className="text-xs text-warning [overflow-wrap:anywhere]">
            <span aria-hidden="true">▲ </span>
            {t('deleted.taken', { slug })}
          </p>
        ) : null}
      </div>
      <Form method="post">
        <input type="hidden" name="id" value={id} />
        <Button type="submit" disabled={slugTaken} aria-label={t('deleted.restoreNamed', { name })}>
          <Undo2 aria-hidden="true" />
          {t('deleted.restore')}
        </Button>
      </Form>
    </article>
  )
}
