type CheckFieldProps = { name: string; label: string; isOn: boolean }

/** Something that is or is not, with its words beside the box. */
export function CheckField({ name, label, isOn }: CheckFieldProps) {
  return (
    <label className="flex min-h-8 items-center gap-2 text-sm">
      <input type="checkbox" name={name} defaultChecked={isOn} className="size-4 shrink-0" />
      {label}
    </label>
  )
}
