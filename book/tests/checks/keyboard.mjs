// Whoever has only a keyboard gets everywhere, sees where they are, and is not thrown off the page.

import { unfold } from '../browser.mjs';

export const name = 'the keyboard reaches everything, with a visible focus';

export const views = [{}, { theme: 'navy' }, { width: 360 }];

export async function faults(page) {
  await unfold(page);
  const stops = await page.evaluate(markStops);
  const found = [];
  const reached = new Set();
  for (let presses = 0; presses < stops.length + 5; presses += 1) {
    await page.keyboard.press('Tab');
    const { stop, faults: here } = await page.evaluate(lookAtFocus);
    if (stop !== undefined && !reached.has(stop)) found.push(...here);
    reached.add(stop);
  }
  stops.forEach(({ text, fault }, stop) => {
    if (fault) found.push(fault);
    else if (!reached.has(stop)) found.push(`Tab never reaches ${text}`);
  });
  return [...found, ...(await leavesCode(page))];
}

/** Left and Right scroll code, and turn pages. They cannot mean both at once. */
async function leavesCode(page) {
  const code = page.locator('main pre > code').first();
  if ((await code.count()) === 0) return [];
  const before = page.url();
  await code.click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.waitForTimeout(100);
  return page.url() === before ? [] : ['an arrow key in code turned the page'];
}

/* The rest runs in the page, where functions may use nothing from here. */

function markStops() {
  const show = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 90);
  const visible = (element) => element.checkVisibility({ visibilityProperty: true });
  const look = (element) => {
    const { outline, boxShadow, backgroundColor, borderColor } = getComputedStyle(element);
    return [outline, boxShadow, backgroundColor, borderColor].join();
  };
  const scrolls = (element) =>
    element.scrollWidth > element.clientWidth + 1 &&
    /auto|scroll/.test(getComputedStyle(element).overflowX);
  const interactive =
    'a[href],area[href],button:enabled,input:enabled:not([type=hidden]),select:enabled,' +
    'textarea:enabled,summary,[tabindex]:not([tabindex="-1"])';
  // Of a menu or a group of choices, Tab reaches one; the arrows do the rest.
  const isOneOfMany = (element) =>
    (element.type === 'radio' && !element.checked) || element.closest('[role=menu],[role=tablist]');
  const stops = [...document.body.querySelectorAll('*')].filter(
    (element) =>
      visible(element) && (element.matches(interactive) ? !isOneOfMany(element) : scrolls(element)),
  );
  window.looks = stops.map((stop) => [stop, ...(stop.labels ?? [])].map(look).join());
  window.look = look;
  stops.forEach((element, stop) => element.setAttribute('data-stop', stop));
  const dead = [...document.querySelectorAll('label')]
    .filter((label) => visible(label) && label.control && !visible(label.control))
    .map((label) => ({ fault: `no key works ${show(label)}` }));
  const idle = [...document.querySelectorAll('pre[tabindex="0"]')]
    .filter((element) => getComputedStyle(element).overflowX === 'visible')
    .map((element) => ({ fault: `a stop at what never scrolls: ${show(element)}` }));
  return [...stops.map((element) => ({ text: show(element) })), ...dead, ...idle];
}

function lookAtFocus() {
  const element = document.activeElement;
  const stop = element?.dataset?.stop === undefined ? undefined : Number(element.dataset.stop);
  if (stop === undefined) return { faults: [] };
  const text = element.outerHTML.replace(/\s+/g, ' ').slice(0, 90);
  const faults = [];
  const shown = [element, ...(element.labels ?? [])];
  if (shown.map(window.look).join() === window.looks[stop]) faults.push(`no focus is seen on ${text}`);
  const inView = shown.some((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const [x0, x1] = [Math.max(left, 0), Math.min(right, innerWidth)];
    const [y0, y1] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
    if (x1 - x0 < 2 || y1 - y0 < 2) return false;
    const middle = [(x0 + x1) / 2, (y0 + y1) / 2];
    const there = document.elementFromPoint(...middle);
    return there && (one.contains(there) || there.contains(one));
  });
  if (!inView) faults.push(`out of sight while it has the focus: ${text}`);
  return { stop, faults };
}

export const faulty = [
  { html: '<style>a:focus{outline:none}</style><a href="#">x</a>', found: /^no focus is seen on <a/ },
  { html: '<a href="#" tabindex="-1">x</a>', found: /^Tab never reaches <a/ },
  { html: '<pre tabindex=0><code>x</code></pre>', found: /^a stop at what never scrolls: <pre/ },
  { html: '<label for=x>x</label><input id=x type=checkbox hidden>', found: /^no key works <label/ },
  { html: '<a href="#" style="position:fixed;left:-9em">x</a>', found: /^out of sight/ },
  {
    html: '<script>onkeydown=e=>e.key=="ArrowRight"&&(location.hash="x")</script><main><pre><code>x</code></pre></main>',
    found: /turned the page/,
  },
];
