//! `--bless`: what was printed becomes what is claimed, where that may be believed.

use super::evidence;
use super::verdict::{Kind, Verdict};
use crate::atomic;
use crate::difference::unified;
use course::Lesson;
use expected_output::{Binding, BlessError, Pattern};
use std::fs;
use std::path::Path;

/// What became of a lesson that did not hold.
pub enum Blessing {
    /// Its claim or its evidence is another now.
    Done {
        /// In colour.
        difference: String,
        /// How many challenges are still to be tried: as long as a claim does not hold they are not.
        untried: usize,
        /// What was wrong when it was run once more, in colour.
        varies: Option<String>,
    },
    /// Nothing was changed, and why.
    Refused(String),
}

/// Rewrites the claim block of the lesson, and nothing else in its file, and records the evidence.
pub fn bless(root: &Path, lesson: &Lesson, verdict: &Verdict) -> Blessing {
    match try_bless(root, lesson, verdict) {
        Ok(difference) => {
            Blessing::Done { difference, untried: untried(lesson, verdict), varies: None }
        }
        Err(why) => Blessing::Refused(why),
    }
}

fn untried(lesson: &Lesson, verdict: &Verdict) -> usize {
    if verdict.challenges.is_some() { 0 } else { lesson.checked().count() }
}

fn try_bless(root: &Path, lesson: &Lesson, verdict: &Verdict) -> Result<String, String> {
    if verdict.faults.iter().all(|fault| fault.kind == Kind::Challenge) {
        return Err("claim and evidence hold; it is a challenge that does not".to_owned());
    }
    if let Some(fault) = verdict.faults.iter().find(|fault| !fault.is_difference()) {
        return Err(format!("{}, and a kata that fails shows nothing worth claiming", fault.title));
    }
    let (text, block) = (lesson.source.text(), lesson.claim.block.clone());
    let claim =
        expected_output::bless(&text[block.clone()], &verdict.transcript).map_err(refusal)?;
    is_shown(&claim, text[..block.start].lines().last().unwrap_or_default())?;
    let blessed = [&text[..block.start], &claim, &text[block.end..]].concat();
    let (transcript, bindings) = evidence_of(&claim, &verdict.transcript)?;

    let path = root.join(lesson.path());
    if fs::read_to_string(&path).ok().as_deref() != Some(text) {
        return Err(format!("{} has changed in the meantime", lesson.path()));
    }
    let evidence = evidence::renewed(root, lesson, &transcript, &bindings)?;
    write(
        root,
        &[(lesson.path(), text, &blessed), (&evidence.path, &evidence.before, &evidence.after)],
    )?;
    evidence::settle(root, lesson);
    let page = unified([lesson.path(); 2], [text, &blessed]);
    Ok(page + &unified([&evidence.path; 2], [&evidence.before, &evidence.after]))
}

/// Writes those of these files that are to be another, by path, text and new text: all or none.
fn write(root: &Path, files: &[(&str, &str, &str)]) -> Result<(), String> {
    let changed = files.iter().filter(|(_, before, after)| before != after);
    let changed: Vec<_> = changed.map(|(path, _, after)| (root.join(path), *after)).collect();
    let changed: Vec<_> = changed.iter().map(|(path, text)| (path.as_path(), *text)).collect();
    atomic::write_all(&changed).map_err(|(path, error)| {
        format!("{}: {error}", path.strip_prefix(root).unwrap_or(path).display())
    })
}

fn refusal(error: BlessError) -> String {
    match error {
        BlessError::NothingLeft => {
            "nothing of the claim is left in the output: choose by hand what to claim".to_owned()
        }
        error => error.to_string(),
    }
}

/// Whether a claim can stand in a block that is opened by this line, and if not, why.
fn is_shown(claim: &str, opening: &str) -> Result<(), String> {
    if let Some(line) = claim.lines().find(|line| ends_fence(opening, line)) {
        return Err(format!("`{line}` would end the block; give it longer fences by hand"));
    }
    if claim.contains("{{#") {
        let why =
            "mdBook would not show `{{#` but obey it; leave that line out of the claim by hand";
        return Err(why.to_owned());
    }
    Ok(())
}

/// Whether a line would end a block that was opened by this one: nothing but the same signs, and as
/// many or more.
fn ends_fence(opening: &str, line: &str) -> bool {
    let (opening, line) = (opening.trim_start(), line.trim());
    let sign = opening.chars().next().unwrap_or_default();
    let signs = |text: &str| text.chars().take_while(|char| *char == sign).count();
    signs(line) >= signs(opening) && signs(line) == line.chars().count()
}

fn evidence_of(claim: &str, output: &str) -> Result<(String, Vec<Binding>), String> {
    let pattern = Pattern::parse(claim).map_err(|_| "the new claim cannot be read".to_owned())?;
    let found = pattern.find_match(output).map_err(|mismatch| mismatch.to_string())?;
    Ok((expected_output::evidence(output, &found), found.bindings().to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_ends_the_block_is_in_the_way() {
        let ends = |opening, line| assert!(ends_fence(opening, line), "{opening} {line}");
        let stays = |opening, line| assert!(!ends_fence(opening, line), "{opening} {line}");
        ends("```", "```");
        ends("```text", "  ````  ");
        ends("  ~~~~", "~~~~");
        stays("````", "```");
        stays("```", "~~~");
        stays("~~~", "```");
        stays("```", "```rust");
        stays("```", "``");
        stays("```", "");
    }
}
