import type { AwsSetupView } from '#bff'

import { Button } from '../ui/Button.tsx'
import { download } from '../ui/download.ts'
import { Icon } from '../ui/Icon.tsx'
import { Properties } from '../ui/Properties.tsx'
import { Wire } from '../ui/Wire.tsx'

/** As in the walk-through, so that its commands fit. */
const stack = 'agentregistry-access'
const file = 'ar-cfn.yaml'

/** The CloudFormation template of the trust role, three ways to use it, and what comes back. */
export function RoleTemplate({ setup }: { setup: AwsSetupView }) {
  const deploy = [
    'aws cloudformation deploy \\',
    `  --stack-name ${stack} \\`,
    `  --template-file ${file} \\`,
    '  --capabilities CAPABILITY_NAMED_IAM',
  ].join('\n')
  const outputs = [
    'aws cloudformation describe-stacks \\',
    `  --stack-name ${stack} \\`,
    "  --query 'Stacks[0].Outputs'",
  ].join('\n')
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <a
          href={setup.quickCreateUrl}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-9 items-center gap-2 rounded-control border border-line-strong bg-panel px-3.5 font-bold hover:bg-sunk"
        >
          Create the stack in AWS <Icon name="external" />
        </a>
        <Button onClick={() => download(file, setup.cloudFormationYaml, 'application/yaml')}>
          Download {file}
        </Button>
      </div>
      <Wire text={setup.cloudFormationYaml} label="template" />
      <details>
        <summary className="w-fit py-1">From a shell</summary>
        <div className="grid gap-2">
          <Wire text={deploy} label="deploy command" />
          <Wire text={outputs} label="command that reads the outputs" />
        </div>
      </details>
      <Properties
        rows={[
          [
            'Role',
            <code key="role" className="font-mono text-sm">
              {setup.expectedRoleName}
            </code>,
          ],
          [
            'External id',
            <code key="id" className="font-mono text-sm">
              {setup.externalId}
            </code>,
          ],
        ]}
      />
    </div>
  )
}
