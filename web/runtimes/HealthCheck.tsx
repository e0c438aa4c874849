import { Section } from '../records/Section.tsx'
import { Button } from '../ui/Button.tsx'
import { ConnectionSaid } from './ConnectionSaid.tsx'
import { useTestConnection } from './useTestConnection.ts'

/** Whether a Runtime's controller answers, asked for by a click. AWS has no address of its own to ask. */
export function HealthCheck({ url }: { url: string | undefined }) {
  const test = useTestConnection()
  return (
    <Section
      title="Health"
      lead={
        url === undefined
          ? 'This Runtime has no address that the console could ask. Its sync status is what the registry last learnt.'
          : 'Asks the controller itself, past the registry.'
      }
    >
      <div className="grid justify-items-start gap-3">
        <Button
          pending={test.isPending}
          disabledReason={url === undefined ? 'There is no address to ask.' : undefined}
          onClick={() => {
            if (url !== undefined) test.mutate(url)
          }}
        >
          Check now
        </Button>
        <output className="w-full">
          <ConnectionSaid said={test.data} error={test.error} />
        </output>
      </div>
    </Section>
  )
}
