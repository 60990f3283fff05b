import { forwardRef, type TextareaHTMLAttributes } from 'react'
import { classNames } from '../shared/class-names.ts'

/** A text of several lines. */
export const TextArea = forwardRef<
  HTMLTextAreaElement,
  TextareaHTMLAttributes<HTMLTextAreaElement>
>(function TextArea({ className, ...rest }, ref) {
  return (
    <textarea
      ref={ref}
      className={classNames(
        'w-full min-w-0 rounded-md border border-edge bg-surface px-2.5 py-1.5 text-sm placeholder:text-dim aria-invalid:border-bad disabled:opacity-50',
        className,
      )}
      {...rest}
    />
  )
})
