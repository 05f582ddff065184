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
    /// Its claim or its evidence is another now; the difference, in colour.
    Done(String),
    /// Nothing was changed, and why.
    Refused(String),
}

/// Rewrites the claim block of the lesson, and nothing else in its file, and records the evidence.
pub fn bless(root: &Path, lesson: &Lesson, verdict: &Verdict) -> Blessing {
    match try_bless(root, lesson, verdict) {
        Ok(difference) => Blessing::Done(difference),
        Err(why) => Blessing::Refused(why),
    }
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
    if let Some(line) = claim.lines().find(|line| ends_fence(line)) {
        return Err(format!("`{line}` would end the block; give it longer fences by hand"));
    }
    let blessed = [&text[..block.start], &claim, &text[block.end..]].concat();
    let (transcript, bindings) = evidence_of(&claim, &verdict.transcript)?;

    let path = root.join(lesson.path());
    if fs::read_to_string(&path).ok().as_deref() != Some(text) {
        return Err(format!("{} has changed in the meantime", lesson.path()));
    }
    let mut difference = String::new();
    if blessed != text {
        atomic::write(&path, &blessed).map_err(|error| format!("{}: {error}", path.display()))?;
        difference += &unified([lesson.path(); 2], [text, &blessed]);
    }
    let (path, before, after) = evidence::record(root, lesson, &transcript, &bindings)?;
    Ok(difference + &unified([&path; 2], [&before, &after]))
}

fn refusal(error: BlessError) -> String {
    match error {
        BlessError::NothingLeft => {
            "nothing of the claim is left in the output: choose by hand what to claim".to_owned()
        }
        error => error.to_string(),
    }
}

/// Any three backticks or tildes might, and it is not for us to count them.
fn ends_fence(line: &str) -> bool {
    line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~")
}

fn evidence_of(claim: &str, output: &str) -> Result<(String, Vec<Binding>), String> {
    let pattern = Pattern::parse(claim).map_err(|_| "the new claim cannot be read".to_owned())?;
    let found = pattern.find_match(output).map_err(|mismatch| mismatch.to_string())?;
    Ok((expected_output::evidence(output, &found), found.bindings().to_vec()))
}
