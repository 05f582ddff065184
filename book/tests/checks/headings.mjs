// A page has one title, and the way to it past everything else comes first.

export const name = 'one h1, and a way to skip to it';

export const views = [{}, { scripts: false }];

export async function faults(page) {
  return page.evaluate(() => {
    const titles = document.querySelectorAll('h1').length;
    const first = document.body.querySelector('a[href], button, input, [tabindex]');
    const target = first?.matches('a[href^="#"]') ? document.querySelector(first.hash) : null;
    return [
      ...(titles === 1 ? [] : [`${titles} h1`]),
      ...(target?.matches('main') ? [] : ['what Tab reaches first leads to no `main`']),
    ];
  });
}

const SKIP = '<a href="#c">skip</a>';

export const faulty = [
  { html: `${SKIP}<h1>x</h1><main id=c><h1>y</h1></main>`, found: /^2 h1$/ },
  { html: `<a href="x">x</a>${SKIP}<main id=c><h1>y</h1></main>`, found: /^what Tab reaches first/ },
];
