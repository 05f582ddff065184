// A page in a browser, in one of the ways in which readers meet it.

import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Nothing that Chromium does on its own account may look like a request of the book's. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

export function launch() {
  return chromium.launch({ executablePath: EXECUTABLE, chromiumSandbox: false, args: QUIET });
}

/** How a page is looked at, unless the view says otherwise. */
const USUAL = {
  theme: 'light',
  scheme: 'light',
  width: 1280,
  scripts: true,
  media: 'screen',
  contents: 'visible',
};

/**
 * Opens `url` in `view`, hands the page to `look` and returns what that returns.
 * `look` also gets the view, what was asked for and answered, and what the browser complained about.
 */
export async function visit(browser, url, view, look) {
  const { theme, scheme, width, scripts, media, contents } = { ...USUAL, ...view };
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    javaScriptEnabled: scripts,
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  try {
    await context.addInitScript((stored) => {
      // The page with the whole book opens the printer's dialogue, and waits for it.
      window.print = () => {};
      try {
        for (const [key, value] of stored) localStorage.setItem(key, value);
      } catch {
        // A frame without storage needs none.
      }
    }, Object.entries({ 'mdbook-theme': theme, 'mdbook-sidebar': contents }));
    const page = await context.newPage();
    await page.emulateMedia({ media });
    const seen = listen(page);
    await page.goto(url);
    return await look(page, { ...seen, view });
  } finally {
    await context.close();
  }
}

function listen(page) {
  const seen = { requests: [], responses: [], complaints: [] };
  const complain = (text) => seen.complaints.push(text);
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('requestfailed', (request) => complain(`${request.url()} was not loaded`));
  page.on('pageerror', (error) => complain(`uncaught ${error}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complain(message.text());
  });
  page.on('response', (response) => {
    seen.responses.push(response);
    if (response.status() >= 400) complain(`${response.url()} answers ${response.status()}`);
  });
  return seen;
}

/** Opens every fold, so that what is in it is looked at too. */
export function unfold(page) {
  return page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
}
