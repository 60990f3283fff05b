import type { ReactNode } from 'react'
import type { useEditedForm } from '../shared/use-edited-form.ts'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { KeptForm } from './kept-form.tsx'
import { ProblemNotice } from './problem-notice.tsx'

type EditedFormProps<Name extends string> = {
  edited: ReturnType<typeof useEditedForm>
  /** A new value each time it was saved. */
  saved: unknown
  /** Of its fields, in their order. */
  names: readonly Name[]
  labelOf: (name: Name) => string
  className?: string
  children: ReactNode
}

/** A form over what is stored, which says what somebody else changed in it and what is wrong with it as a whole. */
export function EditedForm<Name extends string>(props: EditedFormProps<Name>) {
  const { shown, changed, problems } = props.edited
  return (
    <KeptForm
      method="post"
      noValidate
      saved={props.saved}
      className={props.className ?? 'grid gap-4'}
    >
      <input type="hidden" name="shown" value={shown} />
      <ChangedMeanwhile
        fields={props.names.filter((name) => changed.includes(name)).map(props.labelOf)}
      />
      <ProblemNotice>{problems.rest}</ProblemNotice>
      {props.children}
    </KeptForm>
  )
}
