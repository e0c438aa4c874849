import { nameTrouble } from '../records/deployment.ts'

/** The fields of both forms, as they are typed. */
export interface KagentFields {
  name: string
  kagentUrl: string
  namespace: string
  issuer: string
  clientId: string
  secretName: string
  secretKey: string
}

export interface AgentCoreFields {
  name: string
  accountId: string
  region: string
  roleArn: string
  externalId: string
}

/** What is wrong with each field, in words; a field that is right has no entry. */
export type Troubles<F> = Partial<Record<keyof F, string>>

export const kagentStart: KagentFields = {
  name: '',
  kagentUrl: '',
  // The default of the registry's own schema (agentregistry, runtime type Kagent).
  namespace: 'kagent',
  issuer: '',
  clientId: '',
  secretName: '',
  secretKey: '',
}

export const agentCoreStart: AgentCoreFields = {
  name: '',
  accountId: '',
  region: 'us-east-1',
  roleArn: '',
  externalId: '',
}

/** RFC 1123 label, as a Kubernetes namespace is. */
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** `kagentUrl` is http or https without query and fragment (agentregistry, runtime type Kagent). */
export function urlTrouble(text: string): string | undefined {
  if (text === '') return 'The URL of the kagent controller is required.'
  const url = URL.parse(text)
  if (!url) return 'This is no URL. It looks like http://kagent-controller.kagent:8083.'
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return 'Only http and https are spoken.'
  if (url.search !== '' || url.hash !== '') return 'A query or a fragment is not taken here.'
  if (url.username !== '' || url.password !== '') return 'Credentials do not belong into a URL.'
  return undefined
}

export function kagentTroubles(fields: KagentFields): Troubles<KagentFields> {
  const { issuer, clientId, secretName, secretKey } = fields
  const some = [issuer, clientId, secretName, secretKey].some((each) => each !== '')
  const wanted = (value: string) =>
    some && value === '' ? 'Needed as soon as one of these four is given.' : undefined
  return found<KagentFields>({
    name: nameTrouble(fields.name),
    kagentUrl: urlTrouble(fields.kagentUrl),
    namespace: label.test(fields.namespace)
      ? undefined
      : 'Lower-case letters, digits and - only, at most 63, with a letter or digit at both ends.',
    issuer:
      wanted(issuer) ??
      (issuer !== '' && !URL.canParse(issuer) ? 'An issuer is a URL.' : undefined),
    clientId: wanted(clientId),
    secretName: wanted(secretName),
    secretKey: wanted(secretKey),
  })
}

/** AWS account ids have twelve digits; what stands in an IAM role's ARN is told by the IAM reference. */
const role = /^arn:aws(?:-[a-z]+)*:iam::(\d{12}):role\/[\w+=,.@/-]+$/

export const accountTrouble = (text: string): string | undefined =>
  /^\d{12}$/.test(text) ? undefined : 'An AWS account id has twelve digits.'

export function agentCoreTroubles(fields: AgentCoreFields): Troubles<AgentCoreFields> {
  const account = role.exec(fields.roleArn)?.[1]
  return found<AgentCoreFields>({
    name: nameTrouble(fields.name),
    accountId: accountTrouble(fields.accountId),
    region: /^[a-z]{2}(-[a-z]+)+-\d$/.test(fields.region)
      ? undefined
      : 'A region looks like us-east-1.',
    roleArn:
      account === undefined
        ? 'A role ARN looks like arn:aws:iam::111122223333:role/AgentRegistryAccess.'
        : account === fields.accountId
          ? undefined
          : `This role belongs to account ${account}, not to ${fields.accountId || 'the one above'}.`,
    externalId:
      fields.externalId === ''
        ? 'The external id is what the role trusts this registry by.'
        : undefined,
  })
}

/** A Runtime of type Kagent; `auth.oidc` only where it was given (required from Enterprise 2026.7.1). */
export const kagentOf = (fields: KagentFields) => ({
  apiVersion: 'ar.dev/v1alpha1',
  kind: 'Runtime',
  metadata: { name: fields.name },
  spec: {
    type: 'Kagent',
    config: {
      kagentUrl: fields.kagentUrl,
      namespace: fields.namespace,
      ...(fields.issuer !== '' && {
        auth: {
          oidc: {
            issuer: fields.issuer,
            clientId: fields.clientId,
            clientSecretRef: { name: fields.secretName, key: fields.secretKey },
          },
        },
      }),
    },
  },
})

export const agentCoreOf = ({ name, roleArn, externalId, region }: AgentCoreFields) => ({
  apiVersion: 'ar.dev/v1alpha1',
  kind: 'Runtime',
  metadata: { name },
  spec: { type: 'BedrockAgentCore', config: { roleArn, externalId, region } },
})

function found<F>(troubles: { [K in keyof F]: string | undefined }): Troubles<F> {
  const given = Object.entries(troubles).filter(([, trouble]) => trouble !== undefined)
  // The entries are those of `troubles` that are texts, under the same keys.
  return Object.fromEntries(given) as Troubles<F>
}
