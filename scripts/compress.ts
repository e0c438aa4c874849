import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Puts `.br` and `.gz` beside every text file of the build, so that serving costs no CPU on stage. */
const folder = 'dist/web'
const worthIt = /\.(js|css|html|svg|json|txt)$/
const smallest = 1_024

const files = (await readdir(folder, { recursive: true })).filter((file) => worthIt.test(file))
await Promise.all(
  files.map(async (file) => {
    const path = join(folder, file)
    const text = await readFile(path)
    if (text.byteLength < smallest) return
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: text.byteLength }
    await writeFile(`${path}.br`, await promisify(brotliCompress)(text, { params }))
    await writeFile(`${path}.gz`, await promisify(gzip)(text, { level: 9 }))
  }),
)
