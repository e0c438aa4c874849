// A classic script, so that it runs before the first paint: no flash of the wrong theme or size.
// The address wins over what was stored, so that a link can be rehearsed on another machine.
{
  const asked = new URLSearchParams(location.search)
  let stored = {}
  try {
    stored = {
      theme: localStorage.getItem('parallax.theme'),
      stage: localStorage.getItem('parallax.stage'),
    }
  } catch {
    // storage can be forbidden; the defaults stand
  }
  const theme = asked.get('theme') ?? stored.theme
  const stage = asked.get('stage') ?? stored.stage
  const root = document.documentElement.dataset
  root.theme = ['light', 'dark'].includes(theme) ? theme : 'system'
  if (stage === '1') root.stage = '150'
  else if (['100', '125', '150', '200'].includes(stage)) root.stage = stage
}
