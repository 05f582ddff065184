//! `--bless` for all lessons that do not hold. What varies from run to run would be claimed as it
//! was printed by chance, so that each kata is run once more.

use super::bless::{Blessing, bless};
use super::evidence::Review;
use super::session::Session;
use super::verdict::{Verdict, judge};
use crate::interrupt::Interrupts;
use crate::report::{Event, Reporter};
use course::{Course, Lesson};
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
    /// Whether all is true now. What has not been tried may not be. `None` if an interrupt came
    /// first.
    pub fn bless(&mut self, course: &Course, verdicts: &[Verdict]) -> anyhow::Result<Option<bool>> {
        let wrong = verdicts.iter().filter(|verdict| !verdict.holds());
        let wrong: Vec<_> = wrong.filter_map(|one| Some((course.lesson(&one.id)?, one))).collect();
        let root = self.session.root;
        let mut blessings: Vec<_> =
            wrong.iter().map(|(lesson, verdict)| bless(root, lesson, verdict)).collect();
        let renewed = Course::load(root);
        let _strays = Strays::adopt(); // as for all other runs
        for ((lesson, _), blessing) in wrong.iter().zip(&mut blessings) {
            if let Blessing::Done { untried, varies, .. } = blessing {
                *untried = if self.session.challenges { *untried } else { 0 };
                let renewed = renewed.as_ref().map(|course| course.lesson(lesson.id()));
                *varies = match renewed {
                    Ok(None) => None,
                    Ok(Some(lesson)) => {
                        let Some(again) = self.run(lesson)? else { return Ok(None) };
                        again.faults.into_iter().next().map(|fault| fault.diagnostic)
                    }
                    // Somebody else is at it as well.
                    Err(problems) => Some(problems.to_string()),
                };
            }
            self.reporter.tell(&Event::Blessed { id: lesson.id(), blessing })?;
        }
        let holds = |one: &Blessing| matches!(one, Blessing::Done { untried: 0, varies: None, .. });
        Ok(Some(blessings.iter().all(holds)))
    }

    /// The verdict on another run. `None` if an interrupt came first.
    fn run(&mut self, lesson: &Lesson) -> anyhow::Result<Option<Verdict>> {
        let runner = Runner::new(self.session.limits);
        let run = self.runtime.block_on(async {
            select! {
                run = runner.run(&self.session.programs[lesson.id()], &[]) => Some(run),
                () = self.interrupts.next() => None,
            }
        });
        let judge = |run| judge(self.session.root, lesson, run, Review::Repeated);
        Ok(run.transpose()?.map(judge))
    }
}
