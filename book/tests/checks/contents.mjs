// On a phone the contents cover the page. They go when they have done their work.

export const name = 'the contents lead to a place that is seen';

export const views = [{ width: 360, contents: 'hidden' }];

export async function faults(page) {
  const place = page.locator('#mdbook-sidebar a[href^="#"]').last();
  if ((await place.count()) === 0) return [];
  await page.evaluate(() => {
    const contents = document.getElementById('mdbook-sidebar-toggle-anchor');
    if (!contents?.checked) contents?.click();
  });
  const href = await place.getAttribute('href');
  await place.click();
  return page.evaluate(isSeen, href);
}

/* This runs in the page, where functions may use nothing from here. */

function isSeen(href) {
  const target = document.getElementById(decodeURIComponent(href.slice(1)));
  const { left, top, width, height } = target.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return target.contains(there) ? [] : [`${href} is out of sight or covered`];
}

export const faulty = [
  {
    html: '<nav id=mdbook-sidebar style="position:fixed;inset:0;background:#fff"><a href="#a">x</a></nav><main><h2 id=a>x</h2></main>',
    found: /^#a is out of sight/,
  },
];
