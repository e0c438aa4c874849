import type { Checked } from '../../documents/check.ts'
import type { Path } from '../../documents/source.ts'
import { CelFault, compile, type Expression } from '../cel/expression.ts'
import { noRules, type RuleMode, type RuleSet } from '../cel/rules.ts'
import type { RulesManifest } from './policySchema.ts'

const modes: Record<RulesManifest['action'], RuleMode> = {
  Allow: 'allow',
  Deny: 'deny',
  Require: 'require',
}

/**
 * Compiles an authorization block. Its expressions are alternatives for Allow and Deny, and all needed
 * for Require: that is how agentgateway's controller translates them, whatever their documentation says.
 * @throws ManifestRefusal for an expression that is not CEL
 */
export function resolveRules(
  policy: Checked<unknown>,
  path: Path,
  rules: RulesManifest | undefined,
): RuleSet {
  if (rules === undefined) return noRules
  const compiled = rules.policy.matchExpressions.map((text, index) =>
    compileAt(policy, [...path, 'policy', 'matchExpressions', index], text),
  )
  return { ...noRules, [modes[rules.action]]: compiled }
}

function compileAt(policy: Checked<unknown>, path: Path, text: string): Expression {
  try {
    return compile(text)
  } catch (error) {
    if (!(error instanceof CelFault)) throw error
    const where = error.at === undefined ? '' : ` at character ${error.at + 1}`
    throw policy.refuse(path, `this is not CEL that can run here${where}: ${error.message}`)
  }
}
