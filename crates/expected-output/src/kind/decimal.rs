//! Numbers as they are written, compared digit by digit: a float would round what takes 64 bits.

use std::cmp::Ordering;

/// Compares the values of two numbers, with what the types of numbers allow in them: a sign, a
/// decimal point, an exponent, and separators between thousands.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    let (left, right) = (Decimal::read(left), Decimal::read(right));
    left.sign.cmp(&right.sign).then_with(|| {
        let size = (left.point, &left.digits).cmp(&(right.point, &right.digits));
        if left.sign < 0 { size.reverse() } else { size }
    })
}

/// `0.digits` times ten to the power of `point`.
struct Decimal {
    /// Of zero it is 0.
    sign: i8,
    point: i64,
    /// Without zeros at either end.
    digits: String,
}

impl Decimal {
    fn read(text: &str) -> Self {
        let sign = if text.starts_with('-') { -1 } else { 1 };
        let text = text.trim_start_matches(['-', '+']).replace([',', '_'], "");
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = [whole.trim_start_matches('0'), fraction].concat();
        let digits = all.trim_start_matches('0');
        if digits.is_empty() {
            return Self { sign: 0, point: 0, digits: String::new() };
        }
        let length = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
        let farthest = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
        let exponent = exponent.parse().unwrap_or(farthest);
        let zeros = length(&all) - length(digits);
        let point = (length(whole.trim_start_matches('0')) - zeros).saturating_add(exponent);
        Self { sign, point, digits: digits.trim_end_matches('0').to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_their_order() {
        let classes = [
            &["-1e99999999999999999999"][..],
            &["-10", "-1e1", "-010.0"],
            &["-9.5"],
            &["-0.001", "-1e-3"],
            &["0", "-0", "+0.00", "0e9"],
            &["1e-99999999999999999999"],
            &["0.0012", "1.2E-3"],
            &["0.9999999999999999999999"],
            &["1", "+1", "1.", "001", "0.1e+1", "10e-1"],
            &["1.0000000000000000000001"],
            &["9007199254740992", "9,007,199,254,740,992"],
            &["9007199254740993", "9_007_199_254_740_993"],
            &["1e99999999999999999999"],
        ];
        for (a, left) in classes.iter().enumerate() {
            for (b, right) in classes.iter().enumerate() {
                for (left, right) in left.iter().flat_map(|l| right.iter().map(move |r| (l, r))) {
                    assert_eq!(compare(left, right), a.cmp(&b), "{left} {right}");
                }
            }
        }
    }
}
