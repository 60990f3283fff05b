import { Form } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmForm } from '../../ui/confirm-form.tsx'
import { Notice } from '../../ui/notice.tsx'

/** What is to be deleted, and what is said before it is. */
export type Deletion = {
  id: string
  title: string
  text: string
  /** On the button that asks, for who does not see beside what it stands. */
  label: string
  confirm: string
}

/** Asks, then deletes. Where there is no script the server asks, by what `AskedDeletion` shows. */
export function DeleteForm({ id, title, text, label, confirm }: Deletion) {
  return (
    <ConfirmForm
      fields={<What id={id} />}
      title={title}
      consequence={<p>{text}</p>}
      confirm={confirm}
      trigger={
        <Button type="submit" name="ask" value="1" look="quiet" size="icon" aria-label={label}>
          <Trash2 aria-hidden="true" />
        </Button>
      }
    />
  )
}

/** The question, as a page that came from the server asks it. */
export function AskedDeletion({ id, title, text, confirm }: Deletion) {
  const { t } = useTranslation()
  return (
    <Notice tone="warning" role="alert">
      <p className="font-medium">{title}</p>
      <p>{text}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Form method="post">
          <What id={id} />
          <Button type="submit" look="danger" size="small">
            {confirm}
          </Button>
        </Form>
        <Form method="get">
          <Button type="submit" size="small">
            {t('common.cancel')}
          </Button>
        </Form>
      </div>
    </Notice>
  )
}

function What({ id }: { id: string }) {
  return (
    <>
      <input type="hidden" name="intent" value="delete" />
      <input type="hidden" name="id" value={id} />
    </>
  )
}
