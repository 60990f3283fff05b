import { cva, type VariantProps } from 'class-variance-authority'
import { type ButtonHTMLAttributes, forwardRef } from 'react'
import { classNames } from '../shared/class-names.ts'

const button = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary: 'bg-accent text-on-accent hover:bg-accent-strong',
        plain: 'border border-line bg-surface hover:border-edge hover:bg-raised',
        quiet: 'text-dim hover:bg-raised hover:text-ink',
        danger: 'border border-bad/50 bg-surface text-bad hover:bg-bad-soft',
      },
      size: {
        normal: 'button-normal',
        small: 'button-small',
        icon: 'button-icon',
      },
    },
    defaultVariants: { look: 'plain', size: 'normal' },
  },
)

export type ButtonLooks = VariantProps<typeof button>
type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & ButtonLooks

/** The looks of a button, for what is none but looks like one. */
export function buttonClass({ look, size }: ButtonLooks, className?: string): string {
  return classNames(button({ look, size }), className)
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
