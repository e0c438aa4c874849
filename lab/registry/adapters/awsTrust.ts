import { text } from '../untyped.ts'
import { AdapterFailure } from './adapter.ts'

const roleArnForm = /^arn:aws:iam::(\d{12}):role\/[\w+=,.@/-]{1,128}$/

/**
 * Stands in for `sts:AssumeRole`: only roles of the account that set up trust can be assumed.
 * AgentCore's configuration is looked at here and not when the Runtime is applied (Enterprise 2026.7.1).
 * @throws AdapterFailure `InvalidRuntimeConfig`
 */
export function requireTrust(config: Record<string, unknown>, account: string): void {
  const roleArn = text(config['roleArn'], '')
  const found = roleArnForm.exec(roleArn)
  if (!found)
    throw new AdapterFailure(
      'InvalidRuntimeConfig',
      `config.roleArn is ${JSON.stringify(roleArn)}, which is no ARN of an IAM role`,
    )
  if (found[1] !== account)
    throw new AdapterFailure(
      'InvalidRuntimeConfig',
      `AssumeRole denied: ${roleArn} does not trust this registry; check the account, the role's trust policy and its external id`,
    )
}
