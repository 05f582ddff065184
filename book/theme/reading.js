// Reading: with the keyboard, on a phone, after a search, on paper, and what is copied. The page is complete
// without this script; mdBook's own needs it.
(() => {
    'use strict';

    // mdBook turns the page at Left and Right, wherever the reader is. While something has the
    // focus, or text in code is marked or was clicked, the arrows belong to that.
    const inCode = () => {
        const { anchorNode } = getSelection();
        const element = anchorNode instanceof Element ? anchorNode : anchorNode?.parentElement;
        return Boolean(element?.closest('pre, table, svg'));
    };
    // On its way up it meets whatever else listens for arrows first, and mdBook's listener last.
    document.documentElement.addEventListener('keydown', event => {
        const isArrow = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
        if (isArrow && (event.target !== document.body || inCode())) {
            event.stopPropagation();
        }
    });

    // What scrolls sideways can be reached with Tab, and then scrolled with the arrows. Not all
    // browsers see to it themselves, and which blocks scroll changes with the window.
    const scrollers = document.querySelectorAll('pre > code, .table-wrapper, .drawing > div');
    const renew = scroller => {
        if (scroller.scrollWidth > scroller.clientWidth) {
            scroller.tabIndex = 0;
        } else {
            scroller.removeAttribute('tabindex');
        }
    };
    const sizes = new ResizeObserver(entries => entries.forEach(({ target }) => renew(target)));
    scrollers.forEach(scroller => sizes.observe(scroller));

    // What a reader copies from a session in a terminal are its commands: mdBook asks this for the text.
    const { playground_text: textOf } = window;
    const isCommand = line => line.startsWith('$ ');
    window.playground_text = (block, hidden) => {
        const lines = textOf(block, hidden).split('\n');
        const isSession = block.querySelector('code.language-console') && lines.some(isCommand);
        return (isSession ? lines.filter(isCommand).map(line => line.slice(2)) : lines).join('\n');
    };

    // On a phone the contents cover the page, and whoever has chosen a place in it wants to see it.
    document.getElementById('mdbook-sidebar')?.addEventListener('click', ({ target }) => {
        const contents = document.getElementById('mdbook-sidebar-toggle-anchor');
        if (target.closest('a[href^="#"]') && contents.checked && matchMedia('(max-width: 619px)').matches) {
            contents.click();
        }
    });

    // A fold with something in it that was searched for is open.
    const openHits = () => {
        for (const hit of document.querySelectorAll('main details mark[data-markjs]')) {
            for (let fold = hit.closest('details'); fold; fold = fold.parentElement.closest('details')) {
                fold.open = true;
            }
        }
    };
    openHits();
    // mdBook marks once more on the way back, and was told of it first.
    addEventListener('popstate', openHits);

    // Paper has every fold open, by base.css where the browser knows how, and else by this.
    let opened = [];
    addEventListener('beforeprint', () => {
        opened = [...document.querySelectorAll('main details:not([open])')];
        opened.forEach(fold => { fold.open = true; });
    });
    addEventListener('afterprint', () => opened.splice(0).forEach(fold => { fold.open = false; }));
})();
