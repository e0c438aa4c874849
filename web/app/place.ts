import { createCell } from '../cell.ts'

/**
 * Where the router is or is on its way to. It knows before React has rendered anything of it, so that
 * keys pressed quickly (`g t`, then `b`) mean what they say.
 */
export const place = createCell<{ pathname: string; search: string }>(location)
