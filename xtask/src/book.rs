//! The book, by way of `mdbook-kata`. It is started as a program and not linked:
//! mdBook is a hundred crates, and `verify` must never wait for them to compile.

use anyhow::Context;
use std::env;
use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode};

#[derive(clap::Args)]
pub struct ServeArgs {
    /// Port on 127.0.0.1; 0 picks a free one
    #[arg(long, default_value_t = 3000)]
    port: u16,
}

pub fn build(root: &Path) -> anyhow::Result<ExitCode> {
    mdbook_kata(["build".as_ref(), root.as_os_str()])
}

pub fn serve(root: &Path, args: &ServeArgs) -> anyhow::Result<ExitCode> {
    let port = args.port.to_string();
    mdbook_kata(["serve".as_ref(), root.as_os_str(), "--port".as_ref(), port.as_ref()])
}

fn mdbook_kata<'a>(args: impl IntoIterator<Item = &'a OsStr>) -> anyhow::Result<ExitCode> {
    // The course may be elsewhere; the tool is always this workspace's.
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--manifest-path", manifest, "--package", "mdbook-kata", "--"]).args(args);
    run(&mut command).context("cannot start Cargo to run mdbook-kata")
}

/// In the place of this program, so that a signal meant for it ends the server and leaves none behind.
#[cfg(unix)]
fn run(command: &mut Command) -> io::Result<ExitCode> {
    Err(std::os::unix::process::CommandExt::exec(command))
}

#[cfg(not(unix))]
fn run(command: &mut Command) -> io::Result<ExitCode> {
    let code = command.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(crate::WRONG)))
}
