// With scripts off a reader misses conveniences, and nothing to read.

import { unfold, visit } from '../browser.mjs';

export const name = 'content is complete with scripts off';

export const views = [{ scripts: false }];

export async function faults(page, _seen, _home, browser) {
  const without = await words(page);
  const withScripts = await visit(browser, page.url(), {}, words);
  if (without.length === 0) return ['there is nothing to read'];
  if (without.join(' ') === withScripts.join(' ')) return [];
  const at = withScripts.findIndex((word, index) => word !== without[index]);
  const near = (all) => all.slice(Math.max(0, at - 3), at + 8).join(' ');
  return [`with scripts “${near(withScripts)}”, without “${near(without)}”`];
}

/**
 * The words that are seen in `main`, but for those on or in what only scripts can work. A tool that
 * takes input shows one example without; that it is the tool's own, its tests see to.
 */
async function words(page) {
  await unfold(page);
  return page.evaluate(() => {
    const main = document.querySelector('main') ?? document.body;
    for (const control of main.querySelectorAll('button, form, output, .needs-script, .lesson-progress, .course-progress, .protocol-tool')) {
      control.remove();
    }
    return main.innerText.split(/\s+/).filter(Boolean);
  });
}

export const faulty = [
  { html: '<main><p>one</p><script>document.write("<p>two")</script></main>', found: /one two/ },
  { html: '<main><p hidden>one</p><script>document.querySelector("p").hidden=0</script></main>', found: /nothing/ },
];
