import { createHash, randomUUID } from 'node:crypto'

import { stringify } from 'yaml'

import type { Store } from './store.ts'

/** The account that the registry calls AWS from. It is AWS's own example account: the lab has none. */
const registryAccount = '123456789012'
const defaultRoleName = 'AgentRegistryAccess'
const stackName = 'agentregistry-access' // seed, step 3b

export interface AwsSetup {
  externalId: string
  cloudFormationYaml: string
  expectedRoleName: string
  quickCreateUrl: string
}

/**
 * What an account has to set up before the registry may drive Bedrock AgentCore there: a role that trusts
 * the registry's account, and only with the external id, which keeps others from borrowing that trust
 * (the confused deputy). The same account gets the same id, so that a template can be applied later.
 */
export function awsSetup(store: Store, awsAccountId: string, roleName = defaultRoleName): AwsSetup {
  const salt = store.setting('external-id-salt') ?? randomUUID()
  store.keepSetting('external-id-salt', salt)
  const externalId = createHash('sha256')
    .update(`${salt}/${awsAccountId}`)
    .digest('hex')
    .slice(0, 32)
  return {
    externalId,
    cloudFormationYaml: stringify(template(awsAccountId, roleName, externalId)),
    expectedRoleName: roleName,
    quickCreateUrl: quickCreateUrl(roleName, externalId),
  }
}

/** AWS fetches quick-create templates from S3 alone, so the link opens the page that takes an upload. */
function quickCreateUrl(roleName: string, externalId: string): string {
  const parameters = new URLSearchParams({
    stackName,
    param_RoleName: roleName,
    param_ExternalId: externalId,
  })
  return `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/create?${parameters.toString()}`
}

const template = (account: string, roleName: string, externalId: string) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Lets AgentRegistry deploy agents to Bedrock AgentCore in account ${account}.`,
  Parameters: {
    RoleName: { Type: 'String', Default: roleName },
    ExternalId: { Type: 'String', Default: externalId, NoEcho: false },
  },
  Resources: {
    AgentRegistryRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: { Ref: 'RoleName' },
        MaxSessionDuration: 3_600,
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${registryAccount}:root` },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
            },
          ],
        },
        Policies: [{ PolicyName: 'AgentCoreDeployment', PolicyDocument: permissions(account) }],
      },
    },
  },
  Outputs: {
    RoleArn: { Value: { 'Fn::GetAtt': ['AgentRegistryRole', 'Arn'] } },
    ExternalId: { Value: { Ref: 'ExternalId' } },
  },
})

const permissions = (account: string) => ({
  Version: '2012-10-17',
  Statement: [
    allow('AgentCore', ['bedrock-agentcore:*'], '*'),
    allow(
      'Images',
      [
        'ecr:GetAuthorizationToken',
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:GetDownloadUrlForLayer',
      ],
      '*',
    ),
    allow(
      'ExecutionRoles',
      ['iam:CreateRole', 'iam:GetRole', 'iam:DeleteRole', 'iam:PutRolePolicy', 'iam:PassRole'],
      `arn:aws:iam::${account}:role/AgentRegistry*`,
    ),
    allow(
      'Logs',
      ['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'],
      `arn:aws:logs:*:${account}:log-group:/aws/bedrock-agentcore/*`,
    ),
  ],
})

const allow = (sid: string, actions: string[], resource: string) => ({
  Sid: sid,
  Effect: 'Allow',
  Action: actions,
  Resource: resource,
})
