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
    /// The values of `href`, `src` and the like, as written, each once.
    pub(crate) links: Vec<String>,
    /// What a fragment can name.
    pub(crate) ids: HashSet<String>,
    /// Whether a `<base>` makes links lead from the root of the book.
    pub(crate) from_root: bool,
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
        tokenizer.sink.0.into_inner()
    }

    fn tag(&mut self, tag: &Tag) {
        for attribute in &tag.attrs {
            let value = attribute.value.to_string();
            match (&*tag.name, &*attribute.name.local) {
                ("base", "href") => self.from_root = true,
                ("a", "name") | (_, "id") => {
                    self.ids.insert(value);
                }
                (_, "href" | "src" | "xlink:href" | "poster") if !self.links.contains(&value) => {
                    self.links.push(value);
                }
                _ => {}
            }
        }
    }
}

#[derive(Default)]
struct Sink(RefCell<Html>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        self.0.borrow_mut().tag(&tag);
        // What looks like a tag in here is none.
        match &*tag.name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
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
             <!-- <a href=no> --><svg><use xlink:href='#a'/></svg><img src=i.png",
        );
        assert_eq!(html.links, ["c.html#d&e", "s.js", "#a"]);
        assert_eq!(html.ids, HashSet::from(["a".to_owned(), "b".to_owned()]));
        assert!(html.from_root);
    }
}
