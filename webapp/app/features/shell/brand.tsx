/** The sign of the product: a screen with a picture on it. The name stands beside it in text. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={className}>
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path
        d="M6.5 9h19v14h-19z"
        fill="none"
        strokeWidth="2.4"
        strokeLinejoin="round"
        className="stroke-on-accent"
      />
      <path d="M13.5 12.5v7l6-3.5z" className="fill-on-accent" />
    </svg>
  )
}
