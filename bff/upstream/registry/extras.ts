import type { AwsSetupView, LogLine, WhoamiView } from '../../contract.ts'
import { redactText } from '../redact.ts'
import type { RegistryCaller, RegistryClient } from './client.ts'
import { defaultNamespace, recordsAt, textAt, valueAt } from './envelope.ts'
import { readJson } from './read.ts'

/** `GET /v0/user/whoami` (Enterprise 2026.7.1); Problem 404 from the open source, which has none. */
export async function whoami(client: RegistryClient, caller: RegistryCaller): Promise<WhoamiView> {
  const asked = { method: 'GET', path: '/v0/user/whoami', label: 'whoami' } as const
  const said = await readJson(client, caller, asked, 'say who somebody is')
  const email = textAt(said, 'email')
  const issuer = textAt(said, 'issuer')
  return {
    subject: textAt(said, 'subject') ?? '',
    ...(email === undefined ? {} : { email }),
    ...(issuer === undefined ? {} : { issuer }),
    isSuperuser: valueAt(said, 'isSuperuser') === true,
    mappedRoles: textsAt(said, 'mappedRoles'),
    resolvedRoles: recordsAt(said, 'resolvedRoles').map((role) => {
      const description = textAt(role, 'description')
      const name = textAt(role, 'name') ?? ''
      return { name, ...(description === undefined ? {} : { description }) }
    }),
    unresolvedRoles: textsAt(said, 'unresolvedRoles'),
  }
}

function textsAt(value: unknown, key: string): string[] {
  const found = valueAt(value, key)
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : []
}

/**
 * The last `tail` lines of a deployment's workload, oldest first, with tokens masked. Problem 502 with
 * the runtime's own words where it gives none.
 */
export async function logsOf(
  client: RegistryClient,
  caller: RegistryCaller,
  { name, namespace = defaultNamespace }: { name: string; namespace?: string | undefined },
  tail: number,
): Promise<LogLine[]> {
  const query = new URLSearchParams({ namespace, tailLines: String(tail) })
  const path = `/v0/deployments/${encodeURIComponent(name)}/logs?${query.toString()}`
  const said = await readJson(
    client,
    caller,
    { method: 'GET', path, label: `logs of ${name}` },
    `give the logs of "${name}"`,
  )
  return recordsAt(said, 'lines').map((line) => ({
    timestamp: textAt(line, 'timestamp') ?? '',
    stream: textAt(line, 'stream') ?? '',
    line: redactText(textAt(line, 'line') ?? ''),
  }))
}

/** `POST /v0/platforms/aws/setup` (Enterprise 2026.7.1): what an account needs before it can be a runtime. */
export async function awsSetup(
  client: RegistryClient,
  caller: RegistryCaller,
  asked: { awsAccountId: string; roleName?: string | undefined },
): Promise<AwsSetupView> {
  const said = await readJson(
    client,
    caller,
    {
      method: 'POST',
      path: '/v0/platforms/aws/setup',
      label: 'AWS setup',
      body: { type: 'application/json', text: JSON.stringify(asked) },
    },
    'prepare an AWS account',
  )
  return {
    externalId: textAt(said, 'externalId') ?? '',
    cloudFormationYaml: textAt(said, 'cloudFormationYaml') ?? '',
    expectedRoleName: textAt(said, 'expectedRoleName') ?? '',
    quickCreateUrl: textAt(said, 'quickCreateUrl') ?? '',
  }
}
