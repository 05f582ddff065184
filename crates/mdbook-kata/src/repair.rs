//! What mdBook's template gets wrong for readers with a keyboard, a screen reader, a slow connection
//! or no scripts.
//!
//! A copy of the template would have to follow mdBook's at each release; each of these touches one
//! element and leaves the rest as it is. Whether one has lost its element is seen by the browser
//! test under `book/tests`. What style can mend is mended in `book/theme/base.css`.

use std::borrow::Cow;
use std::cell::Cell;
use std::fs;
use std::io;
use std::path::Path;

use lol_html::errors::RewritingError;
use lol_html::html_content::ContentType::Html;
use lol_html::html_content::Element;
use lol_html::{
    ElementContentHandlers, HandlerResult, RewriteStrSettings, Selector, element, rewrite_str,
};
use walkdir::WalkDir;

use crate::style::Styles;

/// Mends all HTML files in a folder.
///
/// # Errors
///
/// If a file cannot be read or written.
pub(crate) fn repair(folder: &Path) -> io::Result<()> {
    let frame = folder.join("toc.html");
    let styles = Styles::new(folder);
    for entry in WalkDir::new(folder) {
        let path = entry?.into_path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let html = fs::read_to_string(&path)?;
            let repaired =
                if path == frame { repaired_frame(&html) } else { repaired_page(&html, &styles) };
            fs::write(&path, repaired.map_err(io::Error::other)?)?;
        }
    }
    Ok(())
}

const CONTENTS: &str = "Table of contents";

/// What opens and closes it.
const SWITCH: &str = "Contents, open or closed";

const SEARCH: &str = "Search this book";

const SKIP_LINK: &str = "<a class=\"skip-link\" href=\"#page-content\">Skip to the content</a>";

const FRAME: &str = "<iframe class=\"sidebar-iframe-outer\"";

fn repaired_page(html: &str, styles: &Styles) -> Result<String, RewritingError> {
    // A frame needs a name. It stands in `noscript`, where tags are text.
    let named = format!("{FRAME} title=\"{CONTENTS}\"");
    let html = html.replace(FRAME, &named);
    // To a browser, `#a` on a page with a `<base>` leads to the root's page: no link skips there.
    let from_root = Cell::new(false);
    let page = [
        element!("base", |_| {
            from_root.set(true);
            Ok(())
        }),
        element!("body", |body| {
            if !from_root.get() {
                body.prepend(SKIP_LINK, Html);
            }
            Ok(())
        }),
        element!("link[rel='stylesheet']", |link| {
            if let Some(style) = styles.inline(link) {
                link.replace(&style, Html);
            }
            Ok(())
        }),
    ];
    let handlers = page.into_iter().chain(surroundings()).chain(content());
    let settings = RewriteStrSettings::new();
    let settings = handlers.fold(settings, RewriteStrSettings::append_element_content_handler);
    rewrite_str(&html, settings)
}

type Handler<'h> = (Cow<'h, Selector>, ElementContentHandlers<'h>);

/// What stands around the content.
fn surroundings<'h>() -> [Handler<'h>; 6] {
    [
        // The book's title; a page's own is its only `h1`.
        element!("h1.menu-title", |title| Ok(title.set_tag_name("p")?)),
        // The menu bar is a landmark, as all else on the page is in one.
        element!("div#mdbook-menu-bar", |bar| Ok(bar.set_tag_name("header")?)),
        element!("input#mdbook-sidebar-toggle-anchor", contents_switch),
        element!("label#mdbook-sidebar-toggle", |label| {
            contents_label(label);
            Ok(())
        }),
        element!("div#mdbook-search-wrapper", |search| Ok(search.set_attribute("role", "search")?)),
        element!("input#mdbook-searchbar", search_field),
    ]
}

fn content<'h>() -> [Handler<'h>; 5] {
    [
        element!("main", |main| Ok(main.set_attribute("id", "page-content")?)),
        // An image is an image: mdBook makes it a checkbox without a name, and a second image to zoom.
        element!("label.checkbox-label", |label| {
            label.remove_and_keep_content();
            Ok(())
        }),
        element!("input.checkbox-img, span.img-wrapper", |zoom| {
            zoom.remove();
            Ok(())
        }),
        // The box of a list of tasks. Whether it is so, it tells by itself.
        element!("input[type='checkbox'][disabled]", |task| {
            Ok(task.set_attribute("aria-label", "Done")?)
        }),
        // `prefetch` is for `<link>`, and does nothing here.
        element!("a[rel='next prefetch']", |next| Ok(next.set_attribute("rel", "next")?)),
    ]
}

/// mdBook hides the checkbox, and what is hidden has no focus. Seen, it needs a landmark around it.
fn contents_switch(input: &mut Element<'_, '_>) -> HandlerResult {
    input.before(&format!("<nav class=\"contents-switch\" aria-label=\"{SWITCH}\">"), Html);
    input.after("</nav>", Html);
    input.set_attribute("class", "visually-hidden")?;
    input.set_attribute("aria-label", CONTENTS)?;
    Ok(input.set_attribute("aria-controls", "mdbook-sidebar")?)
}

/// A placeholder is no name, and mdBook names an element that describes it by half of its id.
fn search_field(input: &mut Element<'_, '_>) -> HandlerResult {
    input.set_attribute("aria-label", SEARCH)?;
    Ok(input.set_attribute("aria-describedby", "mdbook-searchresults-header")?)
}

/// A label cannot be expanded nor control anything. mdBook's script says by id that it does, and
/// finds an element that nobody meets; the checkbox tells its state by itself.
fn contents_label(label: &mut Element<'_, '_>) {
    for attribute in ["id", "aria-label", "aria-controls"] {
        label.remove_attribute(attribute);
    }
    label.before("<span id=\"mdbook-sidebar-toggle\" hidden></span>", Html);
}

/// Readers without scripts get the contents in a frame: a page with title and content of its own.
fn repaired_frame(html: &str) -> Result<String, RewritingError> {
    let handlers = [
        element!("head", |head| {
            head.append(&format!("<title>{CONTENTS}</title>"), Html);
            Ok(())
        }),
        element!("body", |body| {
            body.prepend(&format!("<main><h1 class=\"visually-hidden\">{CONTENTS}</h1>"), Html);
            body.append("</main>", Html);
            Ok(())
        }),
        // It stands directly in another item, where there can be none.
        element!("li.part-title", |part| Ok(part.set_tag_name("div")?)),
    ];
    let settings = RewriteStrSettings::new();
    rewrite_str(
        html,
        handlers.into_iter().fold(settings, RewriteStrSettings::append_element_content_handler),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let styles = Styles::new(Path::new("no such folder"));
        assert_eq!(repaired_page(html, &styles).expect("HTML"), expected);
    }

    #[test]
    fn mends_what_mdbook_writes() {
        check(
            "<h1 class=\"menu-title\">x</h1><h1>y</h1>",
            "<p class=\"menu-title\">x</p><h1>y</h1>",
        );
        check(
            "<body><main>",
            "<body><a class=\"skip-link\" href=\"#page-content\">Skip to the content</a>\
             <main id=\"page-content\">",
        );
        check("<div id=\"mdbook-menu-bar\">x</div>", "<header id=\"mdbook-menu-bar\">x</header>");
        check("<a rel=\"next prefetch\">", "<a rel=\"next\">");
        check(
            "<p><label class=\"checkbox-label\"><input class=\"checkbox-img\" type=\"checkbox\">\
             <img src=\"x\" alt=\"y\"><span class=\"img-wrapper\"><img src=\"x\" alt=\"y\"></span></label>",
            "<p><img src=\"x\" alt=\"y\">",
        );
        check(
            "<li><input disabled=\"\" type=\"checkbox\"> a<li><input type=\"checkbox\" checked disabled>",
            "<li><input disabled=\"\" type=\"checkbox\" aria-label=\"Done\"> a\
             <li><input type=\"checkbox\" checked disabled aria-label=\"Done\">",
        );
        check(
            "<noscript><iframe class=\"sidebar-iframe-outer\" src=\"x\"></iframe></noscript>",
            "<noscript><iframe class=\"sidebar-iframe-outer\" title=\"Table of contents\" \
             src=\"x\"></iframe></noscript>",
        );
        check(
            "<div id=\"mdbook-search-wrapper\"><input id=\"mdbook-searchbar\" aria-describedby=\"x\">",
            "<div id=\"mdbook-search-wrapper\" role=\"search\"><input id=\"mdbook-searchbar\" \
             aria-describedby=\"mdbook-searchresults-header\" aria-label=\"Search this book\">",
        );
        check(
            "<label id=\"mdbook-sidebar-toggle\" for=\"x\" aria-label=\"y\">",
            "<span id=\"mdbook-sidebar-toggle\" hidden></span><label for=\"x\">",
        );
    }

    #[test]
    fn makes_a_page_of_the_frame() {
        let frame = "<head></head><body><ol><li><li class=\"part-title\">x</li></li></ol></body>";
        assert_eq!(
            repaired_frame(frame).expect("HTML"),
            "<head><title>Table of contents</title></head><body><main>\
             <h1 class=\"visually-hidden\">Table of contents</h1>\
             <ol><li><div class=\"part-title\">x</div></li></ol></main></body>"
        );
    }

    #[test]
    fn small_stylesheets_come_with_the_page() {
        let folder = tempfile::tempdir().expect("a folder");
        let styles = Styles::new(folder.path());
        let check = |name: &str, text: &str, link: &str, expected: &str| {
            fs::write(folder.path().join(name), text).expect("a file");
            assert_eq!(repaired_page(link, &styles).expect("HTML"), expected, "{name}");
        };
        let same = |name, text: &str, link| check(name, text, link, link);
        check(
            "a.css",
            "b{}",
            "<link rel=\"stylesheet\" id=\"x\" href=\"../../a.css\"><p>",
            "<style id=\"x\">b{}</style><p>",
        );
        check("b.css", "", "<link rel=\"stylesheet\" href=\"b.css\">", "<style></style>");
        same("c.css", &"b{}\n".repeat(3_000), "<link rel=\"stylesheet\" href=\"c.css\">");
        same("d.css", "b{c:url(d.png)}", "<link rel=\"stylesheet\" href=\"d.css\">");
        same("e.css", "b{}", "<link rel=\"stylesheet\" media=\"print\" href=\"e.css\">");
        same("f.css", "/* </style> */", "<link rel=\"stylesheet\" href=\"f.css\">");
        same("g.css", "b{}", "<link rel=\"stylesheet\" href=\"https://example.com/g.css\">");
        same("h.css", "b{}", "<link rel=\"icon\" href=\"h.css\">");
    }

    #[test]
    fn leaves_the_rest_as_it_is() {
        for html in [
            "<!DOCTYPE HTML>\n<p  class=a\tid = 'b'>x &amp; y<br/></P>",
            "<head><title>x</title></head>",
            "<base href=\"/\"><body>",
            "<pre><code>&lt;h1 class=\"menu-title\"&gt;</code></pre>",
            "<script>'<h1 class=\"menu-title\">'</script>",
            "<a rel=\"prev\"><iframe title=\"x\"></iframe>",
        ] {
            check(html, html);
        }
    }
}
