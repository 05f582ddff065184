// What is checked, and which pages each check is not for.

import * as axe from './checks/axe.mjs';
import * as columns from './checks/columns.mjs';
import * as contents from './checks/contents.mjs';
import * as copy from './checks/copy.mjs';
import * as headings from './checks/headings.mjs';
import * as hints from './checks/hints.mjs';
import * as keyboard from './checks/keyboard.mjs';
import * as markup from './checks/markup.mjs';
import * as print from './checks/print.mjs';
import * as scripts from './checks/scripts.mjs';
import * as search from './checks/search.mjs';
import * as traffic from './checks/traffic.mjs';
import * as weight from './checks/weight.mjs';
import * as width from './checks/width.mjs';

export const CHECKS = [
  ...[axe, columns, contents, copy, headings, hints, keyboard],
  ...[markup, print, scripts, search, traffic, weight, width],
];

/** Pages that a check has nothing to say about, each with the reason. */
const EXEMPT = [
  // The contents in a frame, for readers without scripts: it has no content of its own.
  { page: 'toc.html', checks: [columns, headings, keyboard, print, scripts] },
  // On a page that may be met at any address no link can lead to a place within it.
  { page: '404.html', checks: [headings] },
  // All chapters on one page, for the printer and not for keys: each with its title, and as heavy as
  // all together.
  { page: 'print.html', checks: [headings, keyboard, search, weight] },
];

export function isFor(check, page, view) {
  // What a server answers when there is no such page; no file says that.
  if (view.via === 'file' && page === '404.html') return false;
  return !EXEMPT.some((exempt) => exempt.page === page && exempt.checks.includes(check));
}
