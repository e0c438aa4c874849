import { parse } from 'yaml'

import type { ManifestView } from '#bff'

import { at } from '../../records/read.ts'
import { Section } from '../../records/Section.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { standpointClass, type Standpoint } from '../../ui/standpoint.ts'
import { useScrolls } from '../../ui/useScrolls.ts'
import { besides, type MarkedLine } from './besides.ts'
import { exampleLlm } from './exampleLlm.ts'

/** One kind of document for models and for tools: both beside each other, with what differs in colour. */
export function BackendsBeside({ manifests }: { manifests: readonly ManifestView[] }) {
  const backends = manifests.filter(({ kind }) => kind === 'AgentgatewayBackend')
  const withField = (field: string) =>
    backends.find(({ yaml }) => at(parse(yaml), 'spec', field) !== undefined)
  const mcp = withField('mcp')
  if (!mcp) return null
  const own = withField('ai')
  const llm = own?.yaml ?? exampleLlm(mcp.namespace)
  const [left, right] = besides(llm, mcp.yaml)
  return (
    <Section
      title="Models and tools, one kind of document"
      lead="The same AgentgatewayBackend leads to a model by spec.ai and to tools by spec.mcp. Routes to them, sign-in and rules are the same; only what is coloured differs."
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 @3xl:grid-cols-2">
        <Side
          standpoint={0}
          title={own ? `LLM: ${own.name}` : 'LLM: an example'}
          note={
            own
              ? 'From the cluster.'
              : 'This cluster has no backend for a model; this one belongs to the console and runs nowhere.'
          }
          yaml={llm}
          lines={left}
        />
        <Side
          standpoint={1}
          title={`MCP: ${mcp.name}`}
          note="From the cluster."
          yaml={mcp.yaml}
          lines={right}
        />
      </div>
    </Section>
  )
}

function Side({
  standpoint,
  title,
  note,
  yaml,
  lines,
}: {
  standpoint: Standpoint
  title: string
  note: string
  yaml: string
  lines: readonly MarkedLine[]
}) {
  const { ref, tabIndex } = useScrolls<HTMLPreElement>()
  const { text, edge } = standpointClass[standpoint]
  return (
    <section
      aria-label={title}
      className="grid min-w-0 grid-rows-[auto_1fr] rounded-panel border border-line bg-panel"
    >
      <header className="flex items-start justify-between gap-3 border-b border-line px-4 py-2">
        <div>
          <h3 className="font-bold">{title}</h3>
          <p className="text-sm text-ink-2">{note}</p>
        </div>
        <CopyButton text={yaml} label={`YAML of ${title}`} />
      </header>
      <pre
        ref={ref}
        tabIndex={tabIndex}
        role={tabIndex === 0 ? 'group' : undefined}
        aria-label={tabIndex === 0 ? `YAML of ${title}` : undefined}
        className="max-h-96 overflow-auto py-2 font-mono text-sm"
      >
        <code>
          {lines.map(({ path, text: line, differs }, index) => (
            <span
              key={`${path} ${index + 1}`}
              className={`block border-l-4 px-3 whitespace-pre ${
                differs ? `${edge} ${text} font-bold` : 'border-transparent'
              }`}
            >
              {differs ? <span className="sr-only">differs: </span> : null}
              {line}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </section>
  )
}
