import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'

import { exactInteger } from '../../api/exactJson.ts'
import type { Arguments } from '../../mcp/argumentsText.ts'
import { ToolForm } from './ToolForm.tsx'

const draw = (schema: Record<string, unknown>, value: Arguments = {}) =>
  renderToString(<ToolForm schema={schema} value={value} errors={[]} onChange={() => undefined} />)

const of = (a: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  type: 'object',
  properties: { a },
  ...more,
})

const branch = (kind: string, field: string) => ({
  type: 'object',
  properties: { kind: { const: kind }, [field]: { type: 'number' } },
  required: ['kind', field],
})

const node = {
  type: 'object',
  properties: {
    label: { type: 'string' },
    kids: { type: 'array', items: { $ref: '#/$defs/node' } },
  },
}

describe('schemas that other explorers stumbled over are drawn', () => {
  test('a nullable value offers both kinds by name', () => {
    const html = draw(of({ anyOf: [{ type: 'string' }, { type: 'null' }] }))
    expect(html).toMatch(/<option[^>]*>string<\/option>/)
    expect(html).toMatch(/<option[^>]*>null<\/option>/)
  })

  test('a union of objects shows the fields of the branch that fits', () => {
    const schema = of({ anyOf: [branch('circle', 'radius'), branch('square', 'side')] })
    const html = draw(schema, { a: { kind: 'square', side: 2 } })
    expect(html).toContain('kind: &quot;circle&quot;')
    expect(html).toContain('argument_a_side')
    expect(html).not.toContain('argument_a_radius')
  })

  test('a recursive schema is drawn to the depth of its data', () => {
    const schema = { ...of({ $ref: '#/$defs/node' }), $defs: { node } }
    const html = draw(schema, { a: { label: 'top', kids: [{ label: 'leaf' }] } })
    expect(html).toContain('value="leaf"')
  })

  test('then follows from if', () => {
    const condition = '{"if":{"properties":{"a":{"const":"x"}},"required":["a"]},'
    const consequence = '"then":{"properties":{"b":{"type":"string"}}}}'
    const more: unknown = JSON.parse(condition + consequence)
    const schema = of({ type: 'string' }, Object(more))
    expect(draw(schema, { a: 'x' })).toContain('argument_b')
    expect(draw(schema, { a: 'y' })).not.toContain('argument_b')
  })

  test('a schema that says nothing is drawn as nothing to fill in', () => {
    expect(draw({})).not.toContain('<input')
  })
})

test('an integer beyond 2^53 is shown with every digit', () => {
  expect(draw(of({ type: 'integer' }), { a: exactInteger('9007199254740993') })).toContain(
    'value="9007199254740993"',
  )
})

test('defaults are not put back into a field that was cleared', () => {
  expect(draw(of({ type: 'string', default: 'kgateway' }), {})).not.toContain('value="kgateway"')
})

test('an error stands at its field, and the field points at it', () => {
  const html = renderToString(
    <ToolForm
      schema={of({ type: 'string' })}
      value={{}}
      errors={[{ path: ['a'], keyword: 'required', message: 'is required' }]}
      onChange={() => undefined}
    />,
  )
  expect(html).toContain('Is required.')
  expect(html).toMatch(/aria-describedby="argument_a__error"[^>]*aria-invalid="true"/)
})
