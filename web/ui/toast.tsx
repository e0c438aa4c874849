import { createContext, use, useCallback, useState, type ReactNode } from 'react'

const ToastContext = createContext<(text: string) => void>(() => undefined)

/** Says one sentence at the foot of the page for four seconds, to eyes and to screen readers. */
export function useToast(): (text: string) => void {
  return use(ToastContext)
}

/** Holds at most three sentences: what happened before that is old news. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<{ id: number; text: string }[]>([])
  const say = useCallback((text: string) => {
    const id = performance.now()
    setSaid((before) => [...before.slice(-2), { id, text }])
    setTimeout(() => setSaid((before) => before.filter((each) => each.id !== id)), 4_000)
  }, [])
  return (
    <ToastContext value={say}>
      {children}
      <output className="pointer-events-none fixed inset-x-4 bottom-14 z-50 grid justify-items-center gap-2">
        {said.map(({ id, text }) => (
          <span key={id} className="rounded-control bg-ink px-4 py-2 font-bold text-paper">
            {text}
          </span>
        ))}
      </output>
    </ToastContext>
  )
}
