// On a phone the page scrolls one way only; what is wide scrolls in itself.

import { unfold } from '../browser.mjs';

export const name = 'no horizontal scroll at 360 px';

export const views = [{ width: 360 }, { width: 360, scripts: false }];

export async function faults(page) {
  await unfold(page);
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    // mdBook clips what juts out of the page: nobody could scroll to it, or see that it is there.
    const inScroller = (element) => {
      for (let up = element.parentElement; up && up.id !== 'mdbook-content'; up = up.parentElement) {
        if (scrolls(up)) return true;
      }
      return false;
    };
    const isWide = (element) => {
      const { left, right, width: own } = element.getBoundingClientRect();
      return own > 1 && (right > width + 1 || left < -1);
    };
    const wide = [...document.querySelectorAll('main *')]
      .filter((element) => element.checkVisibility() && isWide(element) && !inScroller(element))
      .map((element) => `wider than the page: ${element.outerHTML.slice(0, 80)}`);
    const over = document.scrollingElement.scrollWidth - width;
    return over > 0 ? [`the page scrolls by ${over} px`, ...wide] : wide;
  });
}

export const faulty = [
  { html: '<main><p style="width:400px">x</p></main>', found: /^the page scrolls/ },
  {
    html: '<body style="overflow-x:clip"><main><p style="width:400px">x</p></main>',
    found: /^wider than the page: <p/,
  },
];
