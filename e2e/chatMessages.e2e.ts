import { answered, answers, ask, composer, onKagent, openChat, question } from './support/chat.ts'
import { overflow } from './support/measure.ts'
import { expect, test } from './support/test.ts'

const megabyte = 'kgateway '.repeat(120_000)

test('a message of 0 bytes, or of blanks, is not sent', async ({ console: page }) => {
  await openChat(page, onKagent)
  const send = page.getByRole('button', { name: 'Send' })
  for (const text of ['', '   \n\t ']) {
    await ask(page, text)
    await expect(send).toBeDisabled()
    await expect(send).toHaveAccessibleDescription(/Write a question first/)
  }
  await expect(answers(page)).toHaveCount(0)
  expect(page.url()).not.toMatch(/chat\/[\da-f-]{36}/)
})

test('a message of 1 MB is not sent, is said to be too large, and is not lost', async ({
  console: page,
}) => {
  await openChat(page, onKagent)
  await composer(page).fill(megabyte)
  await expect(page.getByText(/^[\d,]+ bytes over the limit of 262,144$/)).toBeVisible()
  await expect(composer(page)).toHaveAttribute('aria-invalid', 'true')
  await composer(page).press('Enter')
  await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled()
  await expect(answers(page)).toHaveCount(0)
  await expect(composer(page)).toHaveValue(megabyte)
  await composer(page).fill(question)
  await composer(page).press('Enter')
  await expect(await answered(page)).toContainText('TrafficPolicy')
})

test('the console server refuses such messages itself, in a sentence', async ({
  console: page,
}) => {
  await openChat(page, onKagent)
  const send = async (content: string) => {
    const answer = await page.request.post(`/bff/chat/${onKagent}/runs`, {
      headers: { 'x-csrf': '1' },
      data: {
        threadId: crypto.randomUUID(),
        runId: crypto.randomUUID(),
        messages: [{ id: 'm', role: 'user', content }],
        tools: [],
        context: [],
      },
    })
    return { status: answer.status(), body: await answer.text() }
  }
  const large = await send(megabyte)
  expect(large.status).toBe(413)
  expect(large.body).toMatch(/"message":"[^"]*bytes/)
  const empty = await send('')
  expect(empty.status).toBe(400)
  expect(empty.body).toMatch(/"message":"/)
  const conversations = await page.request.get('/bff/conversations', { headers: { 'x-csrf': '1' } })
  expect(await conversations.json()).toEqual({ conversations: [] })
})

test('a message just below the limit is sent, and its question stays readable', async ({
  console: page,
}) => {
  await openChat(page, onKagent)
  const long = `${question} ${'kgateway '.repeat(25_000)}`
  await composer(page).fill(long)
  await expect(page.getByText(/^225,\d{3} of 262,144 bytes$/)).toBeVisible()
  await composer(page).press('Enter')
  const answer = await answered(page)
  await expect(answer.getByRole('heading', { level: 2 })).toContainText(long.trimEnd())
  expect(await overflow(page)).toEqual([])
})

test('HTML and script in a question and in its answer stay text', async ({ console: page }) => {
  await openChat(page, onKagent)
  const markup =
    '<img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">x</a>'
  page.on('dialog', () => expect(markup, 'a script ran').toBe(''))
  await ask(page, `echo ${markup}`)
  const answer = await answered(page)
  const inAnswer = answer.getByText('<img src=x onerror=alert(1)>')
  await expect(inAnswer.last()).toBeVisible()
  // The question itself, and the agent's words about it.
  expect(await inAnswer.count()).toBeGreaterThan(1)
  await expect(answer.locator('img, script, a[href^="javascript"]')).toHaveCount(0)
  await page.reload()
  await expect(inAnswer.last()).toBeVisible()
  await expect(page.locator('main :is(img, script)')).toHaveCount(0)
})

test('a huge table in an answer stays inside its place, at every width', async ({
  console: page,
}) => {
  await openChat(page, onKagent)
  await ask(page, 'Which kinds exist?')
  const answer = await answered(page)
  await expect(answer.getByRole('row').nth(50)).toBeAttached()
  for (const width of [390, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 })
    expect.soft(await overflow(page), `${width}`).toEqual([])
  }
})
