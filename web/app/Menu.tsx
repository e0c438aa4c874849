import { Dialog } from '../ui/Dialog.tsx'
import { PersonaList } from './PersonaList.tsx'
import { Rail } from './Rail.tsx'

/** Where the rail and the marks of the bar have no room: both, over the page. */
export function Menu({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="Menu">
      <div className="grid gap-4">
        <Rail onGo={onClose} />
        <PersonaList onChoose={onClose} />
      </div>
    </Dialog>
  )
}
