//! What links need to know of a page: where they lead, and what they can lead to.

use std::cell::RefCell;
use std::collections::HashSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// The links and ids of one HTML file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Html {
    /// The values of `href`, `src` and the like, as written, in their order.
    pub(crate) links: Vec<Link>,
    /// What a fragment can name.
    pub(crate) ids: HashSet<String>,
    /// Whether a `<base>` makes links lead from the root of the book.
    pub(crate) from_root: bool,
}

/// Another file that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) target: String,
    /// Whether a browser fetches it unasked, such as an image, and not when somebody follows it.
    pub(crate) is_loaded: bool,
}

impl Html {
    /// Reads a file. Like a browser it makes something of anything.
    pub(crate) fn parse(text: &str) -> Html {
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(text));
        // `Sink` holds no script, which is all that could stop this before the end.
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.html.into_inner()
    }

    fn tag(&mut self, tag: &Tag) {
        for attribute in &tag.attrs {
            let value = attribute.value.to_string();
            match (&*tag.name, &*attribute.name.local) {
                ("base", "href") => self.from_root = true,
                ("a", "name") | (_, "id") => {
                    self.ids.insert(value);
                }
                ("a" | "area", "href" | "xlink:href") => self.link(&value, false),
                (_, "href" | "src" | "xlink:href" | "poster") | ("object", "data") => {
                    self.link(&value, true);
                }
                (_, "srcset") => {
                    let images = value.split(',').filter_map(|one| one.split_whitespace().next());
                    images.for_each(|image| self.link(image, true));
                }
                (_, "style") => self.style(&value),
                _ => {}
            }
        }
    }

    fn link(&mut self, target: &str, is_loaded: bool) {
        self.links.push(Link { target: target.to_owned(), is_loaded });
    }

    /// What a style sheet asks for.
    fn style(&mut self, css: &str) {
        for name in ["url(", "@import"] {
            for after in css.split(name).skip(1) {
                let after = after.trim_start();
                let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                let ends = |c: char| quote.map_or(c == ')', |quote| c == quote);
                let target = after[quote.map_or(0, char::len_utf8)..].split(ends).next();
                // `@import url(…)` has been read as the first of the two.
                if name == "url(" || quote.is_some() {
                    self.link(target.unwrap_or_default().trim(), true);
                }
            }
        }
    }
}

#[derive(Default)]
struct Sink {
    html: RefCell<Html>,
    /// The text of a `<style>` that has not ended.
    style: RefCell<Option<String>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let tag = match token {
            Token::TagToken(tag) => tag,
            Token::CharacterTokens(text) => {
                if let Some(style) = &mut *self.style.borrow_mut() {
                    style.push_str(&text);
                }
                return TokenSinkResult::Continue;
            }
            _ => return TokenSinkResult::Continue,
        };
        if let Some(style) = self.style.take() {
            self.html.borrow_mut().style(&style);
        }
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        self.html.borrow_mut().tag(&tag);
        // What looks like a tag in here is none.
        match &*tag.name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => {
                *self.style.borrow_mut() = Some(String::new());
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_links_and_ids() {
        let html = Html::parse(
            "<base href='/'><h2 id=a>x</h2><a name=b href='c.html#d&amp;e'></a><a href='c.html#d&amp;e'>\
             <script src=s.js>'<a href=no id=no>'</script><style>/*<a id=no>*/</style>\
             <!-- <a href=no> --><svg><use xlink:href='#a'/></svg><img src=i.png>",
        );
        let links: Vec<_> = html.links.iter().map(|link| link.target.as_str()).collect();
        assert_eq!(links, ["c.html#d&e", "c.html#d&e", "s.js", "#a", "i.png"]);
        assert_eq!(html.ids, HashSet::from(["a".to_owned(), "b".to_owned()]));
        assert!(html.from_root);
    }

    #[test]
    fn knows_what_is_loaded() {
        let check = |html: &str, loaded: &[&str]| {
            let found: Vec<_> = Html::parse(html).links;
            let found = found.iter().filter(|link| link.is_loaded);
            assert_eq!(found.map(|link| &*link.target).collect::<Vec<_>>(), loaded, "{html}");
        };
        check("<a href=a><area href=a><svg><a xlink:href=a></svg>", &[]);
        check("<link href=a><iframe src=b><image href=c><video poster=d>", &["a", "b", "c", "d"]);
        check("<object data=a></object><img srcset='b 1x, c 2x'>", &["a", "b", "c"]);
        check("<style>@import url(a); b { c: url( 'd' ) }</style>", &["a", "d"]);
        check("<style>@import \"a\";</style><p style='b: url(c)'>@import 'd'", &["a", "c"]);
        check("<style>url(a", &[]);
    }
}
