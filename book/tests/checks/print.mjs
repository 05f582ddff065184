// On paper: the lesson, all of it, and nothing that can only be clicked.

export const name = 'prints without furniture';

/** A4 between margins of 1 cm, at 96 dots an inch. */
export const views = [{ media: 'print', width: 718 }, { media: 'print', width: 718, theme: 'navy' }];

export async function faults(page) {
  return page.evaluate(() => {
    const show = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 80);
    const shown = (selector) =>
      [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    const furniture = shown('nav, button, input, .menu-bar, .skip-link, #mdbook-sidebar, .nav-chapters');
    const cut = shown('main pre > code, main .table-wrapper, main svg').filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 1 ||
        element.getBoundingClientRect().right > innerWidth + 1,
    );
    const paper = ['html', 'body', '.page-wrapper']
      .flatMap((selector) => shown(selector))
      .map((element) => getComputedStyle(element).backgroundColor)
      .filter((colour) => !['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(colour));
    return [
      ...furniture.map((element) => `prints ${show(element)}`),
      ...cut.map((element) => `is cut off at the margin: ${show(element)}`),
      ...paper.map((colour) => `prints the page in ${colour}`),
      ...(shown('main').length ? [] : ['prints no content']),
    ];
  });
}

export const faulty = [
  { html: '<nav>x</nav><main>x</main>', found: /^prints <nav/ },
  {
    html: `<main><pre><code style="display:block;overflow:auto">${'x'.repeat(200)}</code></pre></main>`,
    found: /^is cut off/,
  },
  { html: '<body style="background:#000"><main>x</main>', found: /rgb\(0, 0, 0\)/ },
  { html: '<p>x</p>', found: /^prints no content/ },
];
