// ANCHOR: imports
//! The payload of a Close: nothing, or a code and a reason (RFC 6455 §5.5.1).

use crate::Violation;
// ANCHOR_END: imports

// ANCHOR: codes
/// The codes that have a name: those of §7.4.1, and 1012 to 1014, which were
/// registered later, as §11.7 provides for.
pub const CODES: [(u16, &str); 16] = [
    (1000, "normal closure"),
    (1001, "going away"),
    (1002, "protocol error"),
    (1003, "unsupported data"),
    (1004, "reserved"),
    (1005, "no status received"),
    (1006, "abnormal closure"),
    (1007, "invalid payload data"),
    (1008, "policy violation"),
    (1009, "message too big"),
    (1010, "mandatory extension"),
    (1011, "internal error"),
    (1012, "service restart"),
    (1013, "try again later"),
    (1014, "bad gateway"),
    (1015, "TLS handshake"),
];

/// Whether a code may stand in a Close. Four never do: 1004 means nothing, and
/// 1005, 1006 and 1015 are what a program tells *itself* when there was no code,
/// no Close, or no connection. Above, 3000 to 3999 are for libraries and 4000 to
/// 4999 for whoever likes (§7.4.2).
pub fn is_sent(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}
// ANCHOR_END: codes

// ANCHOR: close
/// Why somebody hangs up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    pub code: u16,
    /// For whoever reads logs; at most 123 bytes, since the code takes two.
    pub reason: String,
}

impl Close {
    /// Reads a Close's payload. None at all is allowed, and common.
    pub fn parse(payload: &[u8]) -> Result<Option<Self>, Violation> {
        let (code, reason) = match payload {
            [] => return Ok(None),
            [_] => return Err(Violation::CloseTooShort),
            [high, low, reason @ ..] => (u16::from_be_bytes([*high, *low]), reason),
        };
        if !is_sent(code) {
            return Err(Violation::CloseCode(code));
        }
        let reason = str::from_utf8(reason).map_err(|_| Violation::NotUtf8)?;
        Ok(Some(Self { code, reason: reason.to_owned() }))
    }

    /// As it goes into a frame.
    pub fn payload(&self) -> Vec<u8> {
        [&self.code.to_be_bytes(), self.reason.as_bytes()].concat()
    }
}
// ANCHOR_END: close
