// A challenge gives one hint after the other, and its solution last.

export const name = 'one hint after the other';

export const views = [{}, { scripts: false }];

export async function faults(page) {
  return page.evaluate(() => {
    const faults = [];
    for (const challenge of document.querySelectorAll('main li:has(> .solution)')) {
      const folds = [...challenge.querySelectorAll(':scope > details')];
      const seen = () => folds.filter((fold) => fold.checkVisibility()).length;
      for (const fold of folds) fold.open = false;
      folds.forEach((fold, at) => {
        if (seen() !== at + 1) faults.push(`${seen()} folds are seen while ${at} are open`);
        fold.open = true;
      });
      for (const fold of folds.slice(0, -1)) {
        fold.open = false;
        if (!folds.at(-1).checkVisibility()) faults.push('what is open goes when another fold is closed');
        fold.open = true;
      }
      if (!folds.at(-1).matches('.solution')) faults.push('something comes after the solution');
      for (const fold of folds) fold.open = false;
    }
    return faults;
  });
}

const hint = '<details><summary>Hint</summary>x</details>';
const solution = '<details class="solution"><summary>Solution</summary>x</details>';

export const faulty = [
  { html: `<main><li>${hint}${solution}</main>`, found: /^2 folds are seen while 0 are open$/ },
  {
    html: `<style>details:not([open])~details{display:none}</style><main><li>${hint}${solution}</main>`,
    found: /^what is open goes/,
  },
  { html: `<main><li>${solution}${hint}</main>`, found: /^something comes after/ },
];
