import { Link, useSearchParams } from 'react-router'

import { paths } from '../paths.ts'
import { loadRegistry } from '../records/loadRegistry.ts'
import { RegistryPage } from '../records/RegistryPage.tsx'
import { Trail } from '../records/Trail.tsx'
import { PlatformMark } from '../ui/PlatformMark.tsx'
import { AgentCoreForm } from './AgentCoreForm.tsx'
import { KagentForm } from './KagentForm.tsx'

export const loader = loadRegistry(1, () => [])

const types = [
  {
    type: 'Kagent',
    platform: 'Kubernetes',
    title: 'Kagent',
    sentence: 'A kagent controller in a cluster. Its URL and a namespace are enough.',
  },
  {
    type: 'BedrockAgentCore',
    platform: 'AWS',
    title: 'Bedrock AgentCore',
    sentence: 'An AWS account that lets the registry in by a role, made from a template.',
  },
] as const

/** `/runtimes/new`: connects the registry to one more place to run something. */
export function Component() {
  const [url] = useSearchParams()
  const type = url.get('type')
  return (
    <>
      <Trail to={paths.runtimes({ as: url.get('as') ?? undefined })} label="Runtimes" />
      <RegistryPage
        title="Add runtime"
        lead="A Runtime tells the registry where Deployments can go. Nothing starts there yet."
      >
        {({ as, registry }) => (
          <div className="grid max-w-3xl gap-6">
            <nav aria-label="Type of runtime" className="grid gap-3 sm:grid-cols-2">
              {types.map((each) => (
                <Link
                  key={each.type}
                  to={paths.newRuntime({ type: each.type, as })}
                  replace
                  aria-current={each.type === type ? 'step' : undefined}
                  className="flex gap-3 rounded-panel border border-line-strong bg-panel p-4 hover:bg-sunk aria-[current=step]:border-ink aria-[current=step]:bg-sunk aria-[current=step]:outline-1 aria-[current=step]:outline-ink"
                >
                  <PlatformMark platform={each.platform} className="mt-0.5 size-6" />
                  <span>
                    <b>{each.title}</b>
                    <span className="block text-sm text-ink-2">{each.sentence}</span>
                  </span>
                </Link>
              ))}
            </nav>
            {type === 'Kagent' ? <KagentForm as={as} registry={registry} /> : null}
            {type === 'BedrockAgentCore' ? <AgentCoreForm as={as} registry={registry} /> : null}
            {type === null ? (
              <p className="text-ink-2">
                Other types, such as Microsoft’s, come in as a document:{' '}
                <Link className="underline" to={paths.apply({ as })}>
                  Apply YAML
                </Link>
                .
              </p>
            ) : null}
          </div>
        )}
      </RegistryPage>
    </>
  )
}
