// A hundred columns of output fit beside nothing but the page's margins.

export const name = '100 columns of output fit at 1280 px';

export const views = [{ contents: 'hidden' }, { contents: 'hidden', theme: 'navy' }];

export async function faults(page) {
  return page.evaluate(() => {
    const block = document.createElement('pre');
    block.innerHTML = `<code class="hljs expected-output">${'0123456789'.repeat(10)}</code>`;
    (document.querySelector('main') ?? document.body).append(block);
    const { scrollWidth, clientWidth } = block.firstChild;
    return scrollWidth > clientWidth ? [`${scrollWidth} px in ${clientWidth}`] : [];
  });
}

export const faulty = [
  { html: '<style>code{display:block;width:60ch;overflow:auto}</style><main>', found: /px in/ },
];
