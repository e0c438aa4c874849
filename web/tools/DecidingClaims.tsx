import type { PersonaView, PolicyView } from '#bff'

import { claimWords } from './claimWords.ts'

/** The claims that the policy reads, with this persona's values. Until they are known their lines stay empty. */
export function DecidingClaims({ persona, policy }: { persona: PersonaView; policy: PolicyView }) {
  const claims = policy.decidingClaims.length > 0 ? policy.decidingClaims : ['groups']
  return claims.map((claim) => (
    <p key={claim} className="flex min-h-[1lh] flex-wrap gap-x-2 font-mono text-sm">
      {persona.claims === undefined ? null : (
        <>
          <span className="text-ink-2">{claim}:</span>
          <Values words={claimWords(persona, claim)} />
        </>
      )}
    </p>
  ))
}

function Values({ words }: { words: readonly string[] }) {
  if (words.length === 0) return <span className="text-ink-2">none</span>
  return words.map((word) => (
    <b key={word} className="rounded-control bg-sunk px-1.5 wrap-anywhere">
      {word}
    </b>
  ))
}
