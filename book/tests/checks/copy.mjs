// What is copied from a session in a terminal can be typed into one.

export const name = 'a session is copied without prompt and output';

export const views = [{}];

export async function faults(page) {
  const found = [];
  await page.evaluate(() => {
    document.addEventListener('copy', () => (window.copied = document.activeElement.value));
  });
  for (const block of await page.locator('main pre:has(> code.language-console)').all()) {
    const shown = await block.locator('code').innerText();
    await block.hover();
    await block.locator('.clip-button').click();
    const copied = await page.evaluate(() => window.copied);
    const commands = shown.split('\n').filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
    if (copied !== (commands.join('\n') || shown)) found.push(`of “${shown}” it copies “${copied}”`);
  }
  return found;
}

const button =
  '<button class=clip-button onclick="const t = document.body.appendChild(document.createElement(`textarea`));' +
  't.value = this.previousSibling.textContent; t.select(); document.execCommand(`copy`)">c</button>';

export const faulty = [
  { html: `<main><pre><code class=language-console>$ a\nb</code>${button}</pre></main>`, found: /it copies “\$ a/ },
];
