//! One run of one program.

use crate::fresh::Fresh;
#[cfg(windows)]
use process_wrap::tokio::JobObject;
#[cfg(unix)]
use process_wrap::tokio::ProcessGroup;
use process_wrap::tokio::{ChildWrapper, CommandWrap};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, fmt, io};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::Command;

/// What a run may use before it is stopped.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From its start to its end.
    pub time: Duration,
    /// Bytes on stdout, and as many on stderr.
    pub output: u64,
}

impl Default for Limits {
    /// 10 seconds and 1 MiB: far above what a kata may use (2 seconds, a page).
    fn default() -> Self {
        Self { time: Duration::from_secs(10), output: 1024 * 1024 }
    }
}

/// What a program did.
#[derive(Debug)]
pub struct Run {
    /// Everything on stdout, up to the limit.
    pub stdout: Vec<u8>,
    /// Everything on stderr, up to the limit.
    pub stderr: Vec<u8>,
    /// How it ended.
    pub end: End,
    /// Wall-clock time from start to end.
    pub elapsed: Duration,
}

/// How a run ended. Its `Display` is a predicate: "exited with status 3".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// By itself, or by a signal from elsewhere.
    Exited(ExitStatus),
    /// Stopped at the time limit.
    TimedOut(Duration),
    /// It has ended, but at the time limit something that it started, and that has left its process
    /// group, still held its stdout or stderr open.
    HeldOpen(Duration),
    /// Stopped at the output limit, of this many bytes, on this stream.
    TooMuch(Stream, u64),
}

impl End {
    /// Whether the program exited with status 0.
    pub fn is_success(&self) -> bool {
        self.code() == Some(0)
    }

    /// The status that the program exited with, if it came to that.
    pub fn code(&self) -> Option<i32> {
        match self {
            Self::Exited(status) => status.code(),
            _ => None,
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exited(status) => match status.code() {
                Some(code) => write!(out, "exited with status {code}"),
                None => write!(out, "was killed ({status})"),
            },
            Self::TimedOut(limit) => write!(out, "was still running after {limit:?}"),
            Self::HeldOpen(limit) => write!(
                out,
                "ended, but something that it started still held its stdout or stderr open after {limit:?}"
            ),
            Self::TooMuch(stream, limit) => {
                write!(out, "wrote more than {limit} bytes to {stream}")
            }
        }
    }
}

/// One of the two streams a program writes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Stream {
    Stdout,
    Stderr,
}

impl fmt::Display for Stream {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Stdout => "stdout",
            Self::Stderr => "stderr",
        })
    }
}

/// Why a program could not be run at all.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The system does not start it, or does not say how it fares.
    #[error("cannot run `{}`", program.display())]
    Program {
        /// The executable.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It would have had no place to run in.
    #[error(
        "cannot make a directory for the run in {} (set {TEMPORARY} to a folder that can be written to)",
        folder.display()
    )]
    Directory {
        /// Where it was to be.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What names the folder for temporary files.
const TEMPORARY: &str = if cfg!(windows) { "TMP" } else { "TMPDIR" };

/// Runs programs, each in a directory of its own. As many at once as there are cores make the most of
/// a machine.
///
/// ```no_run
/// # async fn example() -> Result<(), kata_runner::RunError> {
/// use kata_runner::{Limits, Runner};
///
/// let runner = Runner::new(Limits::default());
/// let run = runner.run("target/debug/websocket-upgrade".as_ref(), &[]).await?;
/// assert!(run.end.is_success(), "it {}", run.end);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Runner {
    limits: Limits,
}

impl Runner {
    /// A runner that holds every program to these limits.
    pub fn new(limits: Limits) -> Self {
        Self { limits }
    }

    /// Runs a program to its end, or to the first of its limits. However it ends, and also if this
    /// future is dropped first, its whole process group ends with it. For what leaves the
    /// group there are [`Strays`](crate::Strays).
    ///
    /// # Errors
    /// When there is no directory for it, when the program cannot be started, or when the system
    /// refuses to say how it fares. A program that fails is no error here: that is a [`Run`].
    pub async fn run(&self, program: &Path, args: &[&str]) -> Result<Run, RunError> {
        let error = |source| RunError::Program { program: program.to_owned(), source };
        let limits = self.limits;
        let directory = Fresh::make().map_err(no_directory)?;
        let started = Instant::now();
        let child = start(program, args, directory.path()).map_err(error)?;
        let mut group = Group { child, has_ended: false };
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());

        let outcome = {
            let out =
                capture(group.child.stdout().take(), Stream::Stdout, limits.output, &mut stdout);
            let err =
                capture(group.child.stderr().take(), Stream::Stderr, limits.output, &mut stderr);
            let all = async { tokio::try_join!(group.wait(), out, err) };
            tokio::time::timeout(limits.time, all).await
        };
        let end = match outcome {
            Ok(Ok((status, (), ()))) => End::Exited(status),
            Ok(Err(Stop::TooMuch(stream))) => End::TooMuch(stream, limits.output),
            Ok(Err(Stop::Failed(source))) => return Err(error(source)),
            Err(_) if group.has_ended => End::HeldOpen(limits.time),
            Err(_) => End::TimedOut(limits.time),
        };
        Ok(Run { stdout, stderr, end, elapsed: started.elapsed() })
    }
}

fn no_directory(source: io::Error) -> RunError {
    RunError::Directory { folder: env::temp_dir(), source }
}

fn start(program: &Path, args: &[&str], directory: &Path) -> io::Result<Box<dyn ChildWrapper>> {
    let mut command = Command::new(program);
    command
        .args(args)
        .current_dir(directory)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // Without this one, Windows opens no sockets.
    #[cfg(windows)]
    command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));

    let mut command = CommandWrap::from(command);
    #[cfg(unix)]
    command.wrap(ProcessGroup::leader());
    #[cfg(windows)]
    command.wrap(JobObject);
    command.spawn()
}

/// What ends a run before the program does.
enum Stop {
    TooMuch(Stream),
    Failed(io::Error),
}

/// A program and all that it started.
struct Group {
    child: Box<dyn ChildWrapper>,
    /// Then the id of the group may soon be another's.
    has_ended: bool,
}

impl Group {
    async fn wait(&mut self) -> Result<ExitStatus, Stop> {
        // The program's own end, and not that of its group, for which process-wrap would wait on a
        // thread: what the program started may hold its stdout open for ever.
        let status = self.child.inner_mut().wait().await.map_err(Stop::Failed)?;
        self.kill();
        self.has_ended = true;
        Ok(status)
    }

    fn kill(&mut self) {
        // SIGKILL, which nobody can ignore. If it finds nobody, so much the better.
        let _ = self.child.start_kill();
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if !self.has_ended {
            self.kill();
        }
    }
}

async fn capture(
    stream: Option<impl AsyncRead + Unpin>,
    which: Stream,
    limit: u64,
    bytes: &mut Vec<u8>,
) -> Result<(), Stop> {
    let Some(stream) = stream else { return Ok(()) };
    let mut stream = stream.take(limit + 1);
    stream.read_to_end(bytes).await.map_err(Stop::Failed)?;
    if stream.limit() == 0 { Err(Stop::TooMuch(which)) } else { Ok(()) }
}
