//! `--bless` for all lessons that do not hold. What varies from run to run would be claimed as it
//! was printed by chance, so that each kata is run once more.

use super::bless::{Blessing, bless};
use super::evidence::Review;
use super::session::Session;
use super::verdict::{Verdict, judge};
use crate::interrupt::Interrupts;
use crate::report::{Event, Reporter};
use course::{Course, Problems};
use kata_runner::{Runner, Strays};
use tokio::runtime::Runtime;
use tokio::select;

pub struct Blesser<'a> {
    pub session: &'a Session<'a>,
    pub runtime: &'a Runtime,
    pub interrupts: &'a mut Interrupts,
    pub reporter: &'a mut dyn Reporter,
}

impl Blesser<'_> {
    /// Whether all is true now. What has not been tried may not be. `None` if an interrupt came: then
    /// all is told that was written until then.
    pub fn bless(&mut self, course: &Course, verdicts: &[Verdict]) -> anyhow::Result<Option<bool>> {
        let wrong = verdicts.iter().filter(|verdict| !verdict.holds());
        let wrong: Vec<_> = wrong.filter_map(|one| Some((course.lesson(&one.id)?, one))).collect();
        let root = self.session.root;
        let blessings: Vec<_> =
            wrong.iter().map(|(lesson, verdict)| bless(root, lesson, verdict)).collect();
        let renewed = Course::load(root);
        let _strays = Strays::adopt(); // as for all other runs
        let (mut held, mut interrupted) = (true, false);
        for ((lesson, _), mut blessing) in wrong.iter().zip(blessings) {
            if let Blessing::Done { untried, varies, .. } = &mut blessing {
                *untried = if self.session.challenges { *untried } else { 0 };
                if !interrupted {
                    let wrong = self.wrong(&renewed, lesson.id());
                    interrupted = wrong.is_none();
                    *varies = wrong.and_then(|wrong| wrong.into_iter().next());
                }
            }
            held &= matches!(blessing, Blessing::Done { untried: 0, varies: None, .. });
            self.reporter.tell(&Event::Blessed { id: lesson.id(), blessing: &blessing })?;
        }
        Ok((!interrupted).then_some(held))
    }

    /// What is wrong when a kata is run once more, in colour. `None` if an interrupt came first.
    fn wrong(&mut self, course: &Result<Course, Problems>, id: &str) -> Option<Vec<String>> {
        let lesson = match course.as_ref().map(|course| course.lesson(id)) {
            Ok(Some(lesson)) => lesson,
            Ok(None) => return Some(Vec::new()),
            // Somebody else is at it as well.
            Err(problems) => return Some(vec![problems.to_string()]),
        };
        let runner = Runner::new(self.session.limits);
        let run = self.runtime.block_on(async {
            select! {
                run = runner.run(&self.session.programs[id], &[]) => Some(run),
                () = self.interrupts.next() => None,
            }
        });
        let verdict = match run? {
            Ok(run) => judge(self.session.root, lesson, run, Review::Repeated),
            Err(error) => Verdict::not_run(lesson, &error.into()),
        };
        Some(verdict.faults.into_iter().map(|fault| fault.diagnostic).collect())
    }
}
