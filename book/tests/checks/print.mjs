// On paper: the lesson, all of it, and nothing that can only be clicked.

export const name = 'prints without furniture';

/** A4 between margins of 1 cm, at 96 dots an inch. */
export const views = [{ media: 'print', width: 718 }, { media: 'print', width: 718, theme: 'navy' }];

export async function faults(page) {
  const found = [];
  await page.evaluate(addWide);
  for (const look of [leftovers, colours, breaks]) found.push(...(await page.evaluate(look)));
  return found;
}

/* The rest runs in the page, where functions may use nothing from here. */

/** What is wider than paper, and scrolls on a screen. A kata's file, a page without mdBook's, has none. */
function addWide() {
  const cell = `<td><code>${'x'.repeat(40)}</code></td>`;
  document.querySelector('#mdbook-content main')?.insertAdjacentHTML(
    'beforeend',
    `<div class="table-wrapper"><table><tbody><tr>${cell.repeat(4)}</tr></tbody></table></div>
    <figure class="drawing"><div><svg width="1224" height="48" viewBox="0 0 1224 48" style="min-width:918px"></svg></div></figure>`,
  );
}

/** What is there and should not be, and what should be there and is not. */
function leftovers() {
  const show = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 80);
  const shown = (selector) =>
    [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const furniture = shown('nav, button, input, .menu-bar, .skip-link, #mdbook-sidebar, .nav-chapters');
  const cut = shown('main pre > code, main .table-wrapper, main svg').filter(
    (element) =>
      element.scrollWidth > element.clientWidth + 1 ||
      element.getBoundingClientRect().right > innerWidth + 1,
  );
  const closed = shown('main summary').filter((summary) => !summary.nextElementSibling?.checkVisibility());
  return [
    ...furniture.map((element) => `prints ${show(element)}`),
    ...cut.map((element) => `is cut off at the margin: ${show(element)}`),
    ...closed.map((element) => `prints a closed fold: ${show(element)}`),
    ...(shown('main').length ? [] : ['prints no content']),
  ];
}

/** Printers may leave backgrounds out or put them in, and what is written is to be read both ways. */
function colours() {
  const show = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 80);
  const luminance = (channels) =>
    channels
      .map((channel) => channel / 255)
      .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))
      .reduce((sum, channel, at) => sum + channel * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return alpha === 0 ? 1 : 1.05 / (luminance([red, green, blue]) + 0.05);
  };
  const says = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const all = [...document.querySelectorAll('html, body, .page-wrapper, main *:not(svg, svg *)')];
  const seen = all.filter((element) => element.checkVisibility());
  const dark = seen.filter((element) => contrast(getComputedStyle(element).backgroundColor) > 1.5);
  const pale = seen.filter((element) => says(element) && contrast(getComputedStyle(element).color) < 4.5);
  return [
    ...dark.map((element) => `is printed on ${getComputedStyle(element).backgroundColor}: ${show(element)}`),
    ...pale.map((element) => `is too pale for paper: ${show(element)}`),
  ];
}

/** Pages end where they may, and neither half empty nor with a heading. */
function breaks() {
  const show = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 80);
  const seen = [...document.querySelectorAll('main *')].filter((element) => element.checkVisibility());
  const whole = seen.filter(
    (element) =>
      getComputedStyle(element).breakInside === 'avoid' && element.getBoundingClientRect().height > 500,
  );
  const heads = 'h1, h2, h3, h4, h5, h6, figcaption:first-child, .course-lessons section > p';
  const loose = seen.filter(
    (element) => element.matches(heads) && getComputedStyle(element).breakAfter !== 'avoid',
  );
  return [
    ...whole.map((element) => `may leave half a page empty: ${show(element)}`),
    ...loose.map((element) => `may stand alone at a page's end: ${show(element)}`),
  ];
}

export const faulty = [
  { html: '<nav>x</nav><main>x</main>', found: /^prints <nav/ },
  {
    html: `<main><pre><code style="display:block;overflow:auto">${'x'.repeat(200)}</code></pre></main>`,
    found: /^is cut off/,
  },
  { html: '<body style="background:#000"><main>x</main>', found: /rgb\(0, 0, 0\)/ },
  { html: '<p>x</p>', found: /^prints no content/ },
  { html: '<main><details><summary>x</summary><p>y</p></details></main>', found: /^prints a closed fold/ },
  { html: '<main><p style="background:#222">x</p></main>', found: /^is printed on rgb\(34, 34, 34\)/ },
  { html: '<main><p style="color:#aaa">x</p></main>', found: /^is too pale for paper: <p/ },
  { html: '<main><p style="break-inside:avoid;height:600px">x</p></main>', found: /^may leave half a page empty: <p/ },
  { html: '<main><h2>x</h2><p>y</p></main>', found: /^may stand alone at a page's end: <h2/ },
];
