//! What texts each type accepts. One function a type, in the order of the table.

use std::net::IpAddr;

/// No leading zero: a program that prints `08080` is not printing a port.
pub(super) fn port(text: &str) -> bool {
    digits(text) && !text.starts_with('0') && text.parse::<u16>().is_ok()
}

/// RFC 4648 §4 and §5, as a strict decoder reads them: padding is required, and the bits that the
/// padding leaves over are zero (§3.5).
pub(super) fn base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let padding = text.len() - body.len();
    let standard = !body.contains(['-', '_']);
    let alphabet = body.chars().all(|c| match c {
        '+' | '/' => standard,
        '-' | '_' => true,
        _ => c.is_ascii_alphanumeric(),
    });
    let last = body.chars().next_back().and_then(sextet);
    let stray = match padding {
        0 => 0,
        1 => 0b11,
        _ => 0b1111,
    };
    alphabet
        && padding <= 2
        && text.len().is_multiple_of(4)
        && last.is_some_and(|bits| bits & stray == 0)
}

/// The value of a base64 character.
fn sextet(c: char) -> Option<u32> {
    let c_value = u32::from(c);
    match c {
        'A'..='Z' => Some(c_value - u32::from('A')),
        'a'..='z' => Some(c_value - u32::from('a') + 26),
        '0'..='9' => Some(c_value - u32::from('0') + 52),
        '+' | '-' => Some(62),
        '/' | '_' => Some(63),
        _ => None,
    }
}

pub(super) fn hex(text: &str) -> bool {
    let group = |group: &str| {
        let digits = group.strip_prefix("0x").unwrap_or(group);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    text.split(' ').all(group) || text.split(':').all(group)
}

pub(super) fn number(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    (digits(whole) || thousands(whole, ',') || thousands(whole, '_'))
        && digits(fraction)
        && digits(exponent)
}

/// `1,234,567`: one to three digits, then groups of three.
fn thousands(text: &str, separator: char) -> bool {
    let mut groups = text.split(separator);
    groups.next().is_some_and(|first| digits(first) && first.len() <= 3)
        && groups.all(|group| digits(group) && group.len() == 3)
}

pub(super) fn ms(text: &str) -> bool {
    decimal(text)
}

/// `1.5ms`, as Rust prints a `Duration`, and `1h 2m 3s` or `2m30s`, as people do.
pub(super) fn duration(text: &str) -> bool {
    const UNITS: [&str; 9] = ["ns", "µs", "us", "ms", "s", "m", "min", "h", "d"];
    let mut rest = text;
    let mut parts = 0;
    while !rest.is_empty() {
        let number =
            &rest[..rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len())];
        let after = &rest[number.len()..];
        let unit = &after[..after
            .find([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            .unwrap_or(after.len())];
        if !decimal(number) || !UNITS.contains(&unit) {
            return false;
        }
        let after = &after[unit.len()..];
        rest = after.strip_prefix(' ').unwrap_or(after);
        if rest.is_empty() && after.len() == 1 {
            return false; // a blank after the last unit
        }
        parts += 1;
    }
    parts > 0
}

pub(super) fn timestamp(text: &str) -> bool {
    let unix = digits(text) && (10..=19).contains(&text.len());
    unix || date(text) || time_of_day(text) || date_time(text) || http_date(text)
}

/// RFC 3339 §5.6, with `T` or a blank; the offset may be missing, since programs leave it out.
fn date_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once(['T', 't', ' ']) else { return false };
    if !date(day) {
        return false;
    }
    if let Some(time) = time.strip_suffix(['Z', 'z']) {
        return time_of_day(time);
    }
    match time.rfind(['+', '-']) {
        Some(at) => time_of_day(&time[..at]) && shape(&time[at + 1..], "99:99"),
        None => time_of_day(time),
    }
}

/// `2026-11-22`
fn date(text: &str) -> bool {
    shape(text, "9999-99-99") && within(&text[5..7], 1, 12) && within(&text[8..], 1, 31)
}

/// `17:32:10`, perhaps with a fraction. Second 60 is a leap second.
fn time_of_day(text: &str) -> bool {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    shape(whole, "99:99:99")
        && within(&whole[..2], 0, 23)
        && within(&whole[3..5], 0, 59)
        && within(&whole[6..], 0, 60)
        && digits(fraction)
}

/// `Sun, 22 Nov 2026 17:32:10 GMT`: RFC 9110 §5.6.7, the form that is still sent.
fn http_date(text: &str) -> bool {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let words: Vec<&str> = text.split(' ').collect();
    let [name, day, month, year, time, "GMT"] = words[..] else { return false };
    name.strip_suffix(',').is_some_and(|name| DAYS.contains(&name))
        && shape(day, "99")
        && within(day, 1, 31)
        && MONTHS.contains(&month)
        && shape(year, "9999")
        && shape(time, "99:99:99")
        && time_of_day(time)
}

pub(super) fn uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = text.split('-').collect();
    groups.len() == lengths.len()
        && groups.iter().zip(lengths).all(|(group, length)| {
            group.len() == length && group.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
}

pub(super) fn ip(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

/// A file's name without a folder is a `<word>`: were it a path, any text would be one.
pub(super) fn path(text: &str) -> bool {
    text.contains(['/', '\\']) && text.trim() == text && !text.contains(char::is_control)
}

pub(super) fn word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `12` or `12.5`
fn decimal(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    digits(whole) && digits(fraction)
}

/// Whether the text is like the example, where `9` stands for any digit.
fn shape(text: &str, example: &str) -> bool {
    text.len() == example.len()
        && text.bytes().zip(example.bytes()).all(|(byte, like)| match like {
            b'9' => byte.is_ascii_digit(),
            _ => byte == like,
        })
}

fn within(text: &str, low: u32, high: u32) -> bool {
    text.parse().is_ok_and(|value: u32| (low..=high).contains(&value))
}

#[cfg(test)]
mod tests {
    use crate::kind::KINDS;

    #[rustfmt::skip]
    const CASES: [(&str, &[&str], &[&str]); 11] = [
        ("port", &["1", "80", "65535"], &["", "0", "65536", "70000", "-1", "+80", "080", "8 0", "a"]),
        ("base64",
            &["dGhlIHNhbXBsZSBub25jZQ==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "AQIDBAUGBwgJCgsMDQ4PEA==", "-_-_", "abcd"],
            &["", "=", "====", "dGhlIHNhbXBsZSBub25jZQ", "AQIDBAUGBwgJCgsMDQ4PEC==", "+_+_", "ab=d", "a===", "abcd ", "abcé"]),
        ("hex", &["0", "81", "DEADbeef", "0x1f", "81 05 48", "0x81 0x05", "de:ad"], &["", "0x", "xyz", "81  05", "81 05 ", ":", "de:ad be"]),
        ("number", &["0", "-1", "+1", "1.5", "1,234,567", "1_000", "1e9", "2.5E-3"], &["", "-", "1.", ".5", "1,23", ",123", "1234,567", "NaN", "inf", "1 2", "1e", "0x1"]),
        ("ms", &["0", "12", "12.5"], &["", "-1", "12ms", "1,000", "1.", "1e3"]),
        ("duration", &["1.5ms", "12µs", "12us", "0ns", "2s", "2m30s", "1h 2m 3s", "5min", "1d"], &["", "12", "ms", "1.5 ms", "2s ", "1..5s", "2x", "-2s", "1h  2m"]),
        ("timestamp",
            &["2026-11-22T17:32:10Z", "2026-11-22 17:32:10.123", "2026-11-22T17:32:10+01:00", "2026-11-22T17:32:10", "2026-11-22", "17:32:10", "17:32:10.5", "1795368730", "1795368730123", "Sun, 22 Nov 2026 17:32:10 GMT"],
            &["", "2026-13-22", "2026-11-32", "24:00:00", "17:60:00", "17:32", "179536873", "Sun, 22 Nov 2026 17:32:10", "Sum, 22 Nov 2026 17:32:10 GMT", "2026-11-22T", "2026-11-22T17:32:10+1", "2026-11-22T17:32:10Z "]),
        ("uuid", &["67e55044-10b1-426f-9247-bb680e5fe0c8", "67E55044-10B1-426F-9247-BB680E5FE0C8"], &["", "67e55044-10b1-426f-9247-bb680e5fe0c", "67e5504410b1426f9247bb680e5fe0c8", "67e55044-10b1-426f-9247-bb680e5fe0cg"]),
        ("ip", &["127.0.0.1", "::1", "fe80::1"], &["", "127.0.0", "256.0.0.1", "127.0.0.1:80", "[::1]"]),
        ("path", &["/", "/ws", "src/main.rs", "C:\\Program Files\\x", "./a b"], &["", "main.rs", " /ws", "/ws ", "a/\u{7}"]),
        ("word", &["a", "a-b", "<word>", "é"], &["", "a b", " a", "a\t"]),
    ];

    #[test]
    fn each_type_accepts_its_form_and_refuses_others() {
        for (kind, (name, accepted, refused)) in KINDS.iter().zip(CASES) {
            assert_eq!(kind.name, name, "the cases stand in the order of the table");
            for text in accepted {
                assert!(kind.accepts(text), "{}", kind.refusal(text));
            }
            for text in refused {
                assert!(!kind.accepts(text), "`{text}` is taken for {name}");
            }
        }
    }

    #[test]
    fn each_type_says_what_it_asks_for() {
        let words = KINDS.iter().map(|kind| kind.refusal("?")).collect::<Vec<_>>().join("\n");
        insta::assert_snapshot!(words, @r"
        `?` is not a port: a whole number from 1 to 65535
        `?` is not base64: letters, digits and `+/` or `-_`, padded with `=` to a multiple of four, with no stray bits before the padding
        `?` is not hexadecimal: digits 0 to 9 and a to f, together or in groups with a blank or a colon between, each with or without `0x`
        `?` is not a number: digits, perhaps with a sign, a decimal point, an exponent, or `,` or `_` between thousands
        `?` is not a number of milliseconds: digits, perhaps with a decimal point; the unit is written after the placeholder: `<ms>ms`
        `?` is not a duration: numbers with a unit: ns, µs, us, ms, s, m, min, h or d
        `?` is not a timestamp: a date and time as in RFC 3339 or HTTP, a date, a time of day, or a Unix time of 10 to 19 digits
        `?` is not a UUID: 32 hexadecimal digits in groups of 8-4-4-4-12
        `?` is not an IP address: an IPv4 or IPv6 address, without a port and without brackets
        `?` is not a path: names with `/` or `\` between, without blanks at either end
        `?` is not a word: characters without a blank
        ");
    }
}
