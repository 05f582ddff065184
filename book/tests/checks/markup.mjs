// The HTML is what the HTML standard says it is. `html-validate` reads it; no service is asked.

import { HtmlValidate, StaticConfigLoader } from 'html-validate';

export const name = 'HTML validates';

export const views = [{ scripts: false }];

const RULES = {
  extends: ['html-validate:standard'],
  rules: {
    // Each of these is mdBook's own and unavoidable without a copy of its template.
  },
};

const validator = new HtmlValidate(new StaticConfigLoader(RULES));

export async function faults(page) {
  // The text as it was served: what a browser makes of it is always right.
  const html = await (await page.request.get(page.url())).text();
  const { results } = await validator.validateString(html);
  const messages = results.flatMap((result) => result.messages);
  return messages.map(({ line, ruleId, message }) => `line ${line}: ${ruleId}: ${message}`);
}

export const faulty = [
  { html: '<p id="a">x</p><p id="a">y</p>', found: /no-dup-id/ },
  { html: '<p><div>x</div></p>', found: /element-permitted|no-implicit|close/ },
];
