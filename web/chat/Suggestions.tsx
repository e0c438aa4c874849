import type { ChatTarget } from '#bff'

import { Button } from '../ui/Button.tsx'

/** Where nothing was asked yet: what this agent could be asked. */
export function Suggestions({
  target: { agent, suggestions },
  onAsk,
}: {
  target: ChatTarget
  onAsk: (text: string) => void
}) {
  return (
    <section aria-labelledby="suggestions" className="grid justify-items-start gap-3 py-6">
      <h2 id="suggestions" className="text-lg font-bold">
        Ask {agent.name}
      </h2>
      <p className="max-w-prose text-ink-2">
        The conversation gets its address with the first question. It is kept by the console, for
        you alone.
      </p>
      <ul className="grid justify-items-start gap-2">
        {suggestions.map((text) => (
          <li key={text}>
            <Button
              className="h-auto py-1.5 text-left font-normal! whitespace-normal!"
              onClick={() => onAsk(text)}
            >
              {text}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
