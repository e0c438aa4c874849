/** A key as it is printed beside what it does. `aria-keyshortcuts` on the control tells the same. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="font-mono text-xs font-normal text-ink-3">{children}</kbd>
}
