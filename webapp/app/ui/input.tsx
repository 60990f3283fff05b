import { forwardRef, type InputHTMLAttributes, type SelectHTMLAttributes } from 'react'
import { classNames } from '../shared/class-names.ts'

const box =
  'control rounded-md border border-edge bg-surface text-sm placeholder:text-dim aria-invalid:border-bad aria-invalid:outline-bad disabled:opacity-50'

export const Input = forwardRef<HTMLInputElement, InputHTMLAttributes<HTMLInputElement>>(
  function Input({ className, ...rest }, ref) {
    return <input ref={ref} className={classNames(box, className)} {...rest} />
  },
)

/** The browser's own select: it works without JavaScript and with every screen reader. */
export const Select = forwardRef<HTMLSelectElement, SelectHTMLAttributes<HTMLSelectElement>>(
  function Select({ className, ...rest }, ref) {
    return <select ref={ref} className={classNames(box, 'pr-8', className)} {...rest} />
  },
)
