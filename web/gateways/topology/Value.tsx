/** Facts come from a wire where they hold more than words. */
export function Value({ text }: { text: string }) {
  return /[/:=_"]|\.\S/.test(text) ? (
    <code className="font-mono text-[0.94em]">{text}</code>
  ) : (
    <span>{text}</span>
  )
}
