//! A new line in `SUMMARY.md`. All others stay as they are, to the byte.

pub const PATH: &str = "book/src/SUMMARY.md";
const PAGES: &str = "book/src/";

/// Lists a page after another, and after what is nested below that; at the end if there is no other.
/// `None` if the other is not found.
pub fn insert(summary: &str, after: Option<&str>, title: &str, page: &str) -> Option<String> {
    let entry = format!("[{}]({})", escaped(title), target(page));
    let Some(after) = after else {
        let (end, eol) = (summary.trim_end().len(), eol(summary));
        return Some(format!("{}{eol}{eol}- {entry}{}", &summary[..end], or(&summary[end..], eol)));
    };
    let (prefix, at) = find(summary, after)?;
    let end = end_of_item(summary, at, indentation(prefix));
    let (before, behind) = summary.split_at(end);
    Some(format!("{before}{}{prefix}{entry}{behind}", eol(summary)))
}

fn or<'a>(text: &'a str, other: &'a str) -> &'a str {
    if text.is_empty() { other } else { text }
}

fn eol(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// What stands before the link to a page in its line, and where the link ends.
fn find<'a>(summary: &'a str, page: &str) -> Option<(&'a str, usize)> {
    let page = page.strip_prefix(PAGES)?;
    summary.match_indices("](").find_map(|(middle, _)| {
        let start = opening(&summary[..middle])?;
        let len = summary[middle..].find(')')?;
        let line = summary[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let prefix = &summary[line..start];
        let is_page = path(&summary[middle + 2..middle + len]) == page;
        (is_page && is_bullet(prefix)).then_some((prefix, middle + len + 1))
    })
}

/// Where the bracket is that the end of this text closes.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().rev() {
        match byte {
            _ if text.as_bytes()[..at].ends_with(b"\\") => {}
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(at),
            b'[' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The path that a link's target means.
fn path(target: &str) -> String {
    let target = target.trim().trim_start_matches('<').trim_end_matches('>');
    target.trim_start_matches("./").replace("%20", " ")
}

/// Whether a list's item, or a chapter outside of lists, may begin so.
fn is_bullet(prefix: &str) -> bool {
    matches!(prefix.trim(), "" | "-" | "*" | "+")
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The end of the last line, its break left off, that belongs to the item whose link ends at `at`.
fn end_of_item(summary: &str, at: usize, indent: usize) -> usize {
    let mut lines = summary[at..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let (mut end, mut next) = (at + first.trim_end().len(), at + first.len());
    for line in lines {
        let content = line.trim_end();
        if !content.is_empty() {
            if indentation(content) <= indent {
                break;
            }
            end = next + content.len();
        }
        next += line.len();
    }
    end
}

/// Markdown that means just this text.
fn escaped(title: &str) -> String {
    let mut markdown = String::new();
    for char in title.chars() {
        if matches!(char, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '&') {
            markdown.push('\\');
        }
        markdown.push(char);
    }
    markdown
}

fn target(page: &str) -> String {
    page.strip_prefix(PAGES).unwrap_or(page).replace(' ', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_added_and_no_other_is_changed() {
        #[track_caller]
        fn check(summary: &str, expected: &str) {
            let inserted = insert(summary, Some("book/src/x/a.md"), "New", "book/src/x/new.md");
            assert_eq!(inserted.as_deref(), Some(expected));
        }
        check("- [A](x/a.md)", "- [A](x/a.md)\n- [New](x/new.md)");
        check("- [A](x/a.md)\n\n# B\n", "- [A](x/a.md)\n- [New](x/new.md)\n\n# B\n");
        check("  * [A](./x/a.md)  \r\n* b", "  * [A](./x/a.md)\r\n  * [New](x/new.md)  \r\n* b");
        check("[A](<x/a.md>)\n- [B](b.md)\n", "[A](<x/a.md>)\n[New](x/new.md)\n- [B](b.md)\n");
        check("- [A [1]](x/a.md)\n", "- [A [1]](x/a.md)\n- [New](x/new.md)\n");
        check("- [Größe — é😀](x/a.md)\n", "- [Größe — é😀](x/a.md)\n- [New](x/new.md)\n");
        check("- [A \\[ß](x/a.md)\n", "- [A \\[ß](x/a.md)\n- [New](x/new.md)\n");
        check(
            "- [A](x/a.md)\n\n  - [B](b.md)\n\n- [C](c.md)\n",
            "- [A](x/a.md)\n\n  - [B](b.md)\n- [New](x/new.md)\n\n- [C](c.md)\n",
        );
        check(
            "<!-- [A](x/a.md) -->\n- [Z](z.md)\n- [A](x/a.md)\n",
            "<!-- [A](x/a.md) -->\n- [Z](z.md)\n- [A](x/a.md)\n- [New](x/new.md)\n",
        );
    }

    #[test]
    fn the_first_lesson_comes_last() {
        let check = |summary, expected: &str| {
            let inserted = insert(summary, None, "New", "book/src/new.md");
            assert_eq!(inserted.as_deref(), Some(expected));
        };
        check("# Summary\n", "# Summary\n\n- [New](new.md)\n");
        check("[A](a.md)\r\n\r\n", "[A](a.md)\r\n\r\n- [New](new.md)\r\n\r\n");
        check("# Summary", "# Summary\n\n- [New](new.md)\n");
    }

    #[test]
    fn what_is_not_listed_in_a_line_is_not_found() {
        for summary in ["", "- [A][a]\n\n[a]: x/a.md\n", "- [A](x/b.md)\n", "see [A](x/a.md)\n"] {
            assert_eq!(insert(summary, Some("book/src/x/a.md"), "New", "book/src/n.md"), None);
        }
    }

    #[test]
    fn a_title_means_itself() {
        let inserted = insert("", None, "[a] & `b`", "book/src/c d.md").expect("appended");
        assert!(inserted.ends_with("- [\\[a\\] \\& \\`b\\`](c%20d.md)\n"), "{inserted}");
    }
}
