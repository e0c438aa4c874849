import type { SaidClaimRule } from './explain.ts'
import { SawLine } from './SaidRule.tsx'
import { TruthBadge } from './TruthBadge.tsx'

/** Rules of mcp-proxy: one claim that equals one string, for one tool or for all. */
export function ClaimRules({ rules }: { rules: readonly SaidClaimRule[] }) {
  if (rules.length === 0) return null
  return (
    <ol className="grid gap-2">
      {rules.map(({ rule, matched, value }, index) => (
        <li
          key={`${rule.claim} ${rule.value} ${rule.tool}`}
          data-decided={matched || undefined}
          className={`grid gap-1 rounded-control border border-l-4 border-line bg-panel px-3 py-2 ${matched ? 'border-l-ink' : ''}`}
        >
          <p className="flex flex-wrap gap-x-3">
            <b>{index + 1} allow</b>
            <TruthBadge is={matched ? 'true' : 'false'} />
            <span className="text-ink-2">{rule.from}</span>
          </p>
          <p>
            Claim <code className="font-mono">{rule.claim}</code> is{' '}
            <code className="font-mono">{JSON.stringify(rule.value)}</code>, for{' '}
            {rule.tool === '*' ? (
              'every tool'
            ) : (
              <>
                the tool <code className="font-mono wrap-anywhere">{rule.tool}</code>
              </>
            )}
          </p>
          <SawLine saw={{ path: rule.claim, value }} />
        </li>
      ))}
    </ol>
  )
}
