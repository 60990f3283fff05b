import { Trash2 } from 'lucide-react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { FieldProblemText } from '../../ui/field.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { type Uploaded, useLogoUpload } from './use-logo-upload.ts'

type PictureChoiceProps = {
  /** Of the file input, for a form that is sent without JavaScript. */
  name: string
  /** Of the file input too. */
  id?: string
  autoFocus?: boolean
  chosen: boolean
  removeText: string
  hint?: string
  /** What the API said of the picture when the form was sent. */
  problem?: string | undefined
  onPicture: (picture: Uploaded) => void
  onRemove: () => void
}

/** Choosing a picture, which is sent at once, another one, or none. */
export function PictureChoice({ name, id, autoFocus, chosen, hint, ...rest }: PictureChoiceProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { state, upload } = useLogoUpload()
  const problem = state.kind === 'failed' ? apiText.problem(state.problem) : rest.problem
  const choose = async (file: File | undefined) => {
    const uploaded = file ? await upload(file) : null
    if (uploaded) rest.onPicture(uploaded)
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <FileButton
          text={t(chosen ? 'form.logoReplace' : 'form.logoUpload')}
          name={name}
          id={id}
          autoFocus={autoFocus}
          sendingText={t('form.logoUploading')}
          sending={state.kind === 'sending'}
          onFile={choose}
        />
        {chosen ? (
          <Button look="quiet" onClick={rest.onRemove}>
            <Trash2 aria-hidden="true" />
            {rest.removeText}
          </Button>
        ) : null}
        {hint ? <p className="text-xs text-dim">{hint}</p> : null}
      </div>
      {problem ? (
        <div role="alert">
          <FieldProblemText>{problem}</FieldProblemText>
        </div>
      ) : null}
    </>
  )
}
