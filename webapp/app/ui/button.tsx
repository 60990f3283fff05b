import { type ButtonHTMLAttributes, forwardRef } from 'react'
import { classNames } from '../shared/class-names.ts'

const BASE =
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0'
const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-line bg-surface hover:border-edge hover:bg-raised',
  quiet: 'text-dim hover:bg-raised hover:text-ink',
  danger: 'border border-bad/50 bg-surface text-bad hover:bg-bad-soft',
}
const SIZES = { normal: 'button-normal', small: 'button-small', icon: 'button-icon' }

export type ButtonLooks = {
  look?: keyof typeof LOOKS | undefined
  size?: keyof typeof SIZES | undefined
}
type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & ButtonLooks

/** The looks of a button, for what is none but looks like one. */
export function buttonClass(
  { look = 'plain', size = 'normal' }: ButtonLooks,
  className?: string,
): string {
  return classNames(BASE, LOOKS[look], SIZES[size], className)
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look, size, className, type, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type={type ?? 'button'}
      className={buttonClass({ look, size }, className)}
      {...rest}
    />
  )
})
