import { Form } from '@remix-run/react'
import { type FormEvent, type ReactElement, type ReactNode, useId, useState } from 'react'
import { useTranslation } from '../i18n/use-translation.ts'
import { Button } from './button.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { KeptForm } from './kept-form.tsx'

type ConfirmFormProps = {
  /** What is sent. */
  fields: ReactNode
  /** The button that asks. One of type submit sends at once where there is no JavaScript: not for what is for good. */
  trigger: ReactElement
  title: string
  /** Says what will happen, before it does. What is chosen in it belongs to the form by its id. */
  consequence: ReactNode | ((formId: string) => ReactNode)
  /** On the button that does it. */
  confirm: string
  look?: 'danger' | 'primary'
  className?: string
  /** There is something to choose in it, which leaving the page would lose. */
  isKept?: boolean
  children?: ReactNode
}

/** A form that asks before it is sent. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { t } = useTranslation()
  const formId = useId()
  const [open, setOpen] = useState(false)
  const Tag = props.isKept ? KeptForm : Form
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const { nativeEvent } = event
    const submitter = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null
    if (submitter?.dataset.confirms === undefined) event.preventDefault()
    else setOpen(false)
  }
  return (
    <Tag method="post" id={formId} onSubmit={onSubmit} className={props.className}>
      {props.fields}
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        trigger={props.trigger}
        title={props.title}
        consequence={
          typeof props.consequence === 'function' ? props.consequence(formId) : props.consequence
        }
        cancel={<Button>{t('common.cancel')}</Button>}
        confirm={
          <Button type="submit" form={formId} look={props.look ?? 'danger'} data-confirms="">
            {props.confirm}
          </Button>
        }
      />
      {props.children}
    </Tag>
  )
}
