// ANCHOR: imports
//! Header fields: `Name: value`, one a line.

use crate::fault::Fault;

/// The blanks that may stand around a value (RFC 9110 §5.6.3). `str::trim` takes more.
pub(crate) const BLANKS: [char; 2] = [' ', '\t'];
// ANCHOR_END: imports

// ANCHOR: fields
/// Header fields in the order they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Every field, its name as it was written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Every value under `name`. Field names have no case (RFC 9110 §5.1).
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.iter().filter(move |field| field.0.eq_ignore_ascii_case(name)).map(|field| field.1)
    }

    /// Whether there is a field of that name.
    pub fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// The value under `name`, if it stands there exactly once.
    pub fn only(&self, name: &str) -> Option<&str> {
        let mut values = self.all(name);
        values.next().filter(|_| values.next().is_none())
    }

    /// The list under `name`. Two lines are one list (RFC 9110 §5.3), and empty
    /// items do not count (§5.6.1.2).
    pub fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        let items = self.all(name).flat_map(|value| value.split(','));
        items.map(|item| item.trim_matches(BLANKS)).filter(|item| !item.is_empty())
    }

    /// Whether the list under `name` has `token`, in whatever case.
    pub fn lists(&self, name: &str, token: &str) -> bool {
        self.list(name).any(|item| item.eq_ignore_ascii_case(token))
    }
}
// ANCHOR_END: fields

// ANCHOR: push
impl Fields {
    /// How many lines there are.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// One more line: `field-name ":" OWS field-value OWS` (RFC 9112 §5).
    pub(crate) fn push(&mut self, line: &[u8]) -> Result<(), Fault> {
        let colon = line.iter().position(|byte| *byte == b':').ok_or(Fault::FieldName)?;
        let (name, value) = (&line[..colon], &line[colon + 1..]);
        if name.ends_with(b" ") || name.ends_with(b"\t") {
            return Err(Fault::BlankBeforeColon);
        }
        if !is_token(name) {
            return Err(Fault::FieldName);
        }
        self.0.push((text(name), text(value_of(value)?)));
        Ok(())
    }

    /// The last line goes on: the fold between is read as one space (RFC 9112 §5.2).
    pub(crate) fn unfold(&mut self, line: &[u8]) -> Result<(), Fault> {
        let (_, value) = self.0.last_mut().ok_or(Fault::Fold)?;
        let more = text(value_of(line)?);
        if !value.is_empty() && !more.is_empty() {
            value.push(' ');
        }
        value.push_str(&more);
        Ok(())
    }
}
// ANCHOR_END: push

// ANCHOR: characters
/// Letters, digits and fifteen signs, at least one of them (RFC 9110 §5.6.2).
pub(crate) fn is_token(bytes: &[u8]) -> bool {
    let is_tchar = |b: &u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(b);
    !bytes.is_empty() && bytes.iter().all(is_tchar)
}

/// Anything but controls; a tab is none here (RFC 9110 §5.5).
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == b'\t' || !byte.is_ascii_control())
}

fn value_of(bytes: &[u8]) -> Result<&[u8], Fault> {
    if is_text(bytes) { Ok(bytes.trim_ascii()) } else { Err(Fault::FieldValue) }
}

/// Bytes outside ASCII are legal in a value and mean nothing (RFC 9110 §5.5).
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
// ANCHOR_END: characters
