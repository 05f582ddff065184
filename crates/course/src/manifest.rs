//! A `Cargo.toml`, as far as the course cares: names, and which katas it builds on.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::files::{Files, folder_of, resolve};
use crate::problem::{Problem, Problems};
use crate::source::Source;

/// A name or path and where it stands.
pub(crate) type Spot = (String, Range<usize>);

/// What a `Cargo.toml` says.
#[derive(Debug)]
pub(crate) struct Manifest {
    pub(crate) source: Arc<Source>,
    /// `[package] name`
    pub(crate) package: Option<Spot>,
    /// `[package] description`
    pub(crate) description: Option<Spot>,
    /// Where `[features]` stands.
    pub(crate) features: Option<Range<usize>>,
    /// Whether it has the feature that compiles the solved modules.
    pub(crate) is_solvable: bool,
    /// The `name` of each `[[bin]]`.
    pub(crate) binaries: Vec<Spot>,
    /// Whether what stands in `src/bin` is a program as well.
    pub(crate) has_auto_binaries: bool,
    /// The folder of each path dependency, and its key's span.
    pub(crate) dependencies: Vec<Spot>,
}

impl Manifest {
    /// What a manifest says; `workspace` resolves what it inherits.
    pub(crate) fn parse(source: &Arc<Source>, workspace: &Workspace) -> Result<Manifest, Problem> {
        let document = parse(source)?;
        let table = document.get_ref();
        let package = |key| spot(table.get("package")?.get_ref().get(key)?);
        let auto = table.get("package").and_then(|package| package.get_ref().get("autobins"));
        let features = table.get_key_value("features");
        let bins = table.get("bin").and_then(|bins| bins.get_ref().as_array());
        let binaries = bins
            .into_iter()
            .flat_map(|bins| bins.iter())
            .filter_map(|bin| spot(bin.get_ref().get("name")?))
            .collect();
        let dependencies = dependencies(table, folder_of(source.path()), Some(workspace));
        let dependencies =
            dependencies.into_iter().map(|found| (found.folder, found.span)).collect();
        Ok(Manifest {
            package: package("name"),
            description: package("description"),
            features: features.map(|(key, _)| key.span()),
            is_solvable: features.is_some_and(|(_, of)| of.get_ref().get("solutions").is_some()),
            binaries,
            has_auto_binaries: auto.and_then(|auto| auto.get_ref().as_bool()) != Some(false),
            dependencies,
            source: Arc::clone(source),
        })
    }

    /// What the package is, if it says so.
    pub(crate) fn description(&self) -> Option<&str> {
        let said = self.description.as_ref().map(|(text, _)| text.trim());
        said.filter(|text| !text.is_empty())
    }
}

/// `[workspace.dependencies]` of the root's `Cargo.toml`: which folder a key stands for.
#[derive(Debug, Default)]
pub(crate) struct Workspace(Vec<PathDependency>);

impl Workspace {
    pub(crate) fn read(files: &Files, problems: &mut Problems) -> Workspace {
        match Workspace::try_read(files) {
            Ok(workspace) => workspace,
            Err(problem) => {
                problems.push(problem);
                Workspace::default()
            }
        }
    }

    fn try_read(files: &Files) -> Result<Workspace, Problem> {
        let source = files.read("Cargo.toml")?;
        let document = parse(&source)?;
        let table = document.get_ref().get("workspace");
        let table = table.and_then(|workspace| workspace.get_ref().as_table());
        Ok(Workspace(table.map_or_else(Vec::new, |table| dependencies(table, "", None))))
    }
}

#[derive(Debug)]
struct PathDependency {
    key: String,
    folder: String,
    span: Range<usize>,
}

/// The path dependencies in the `dependencies` of `table`, whose file stands in `folder`.
fn dependencies(
    table: &DeTable<'_>,
    folder: &str,
    workspace: Option<&Workspace>,
) -> Vec<PathDependency> {
    let found = table.get("dependencies").and_then(|found| found.get_ref().as_table());
    let entries = found.into_iter().flat_map(|table| table.iter());
    let dependency = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let (key, span): (&std::borrow::Cow<'_, str>, _) = (key.get_ref(), key.span());
        let folder = match value.get_ref().get("path").and_then(|path| path.get_ref().as_str()) {
            Some(path) => resolve(folder, path)?,
            None if is_inherited(value.get_ref()) => {
                workspace?.0.iter().find(|inherited| inherited.key == *key)?.folder.clone()
            }
            None => return None,
        };
        Some(PathDependency { key: key.to_string(), folder, span })
    };
    entries.filter_map(dependency).collect()
}

fn is_inherited(dependency: &DeValue<'_>) -> bool {
    dependency.get("workspace").and_then(|value| value.get_ref().as_bool()) == Some(true)
}

/// A text and where it stands; `None` if the value is no text.
pub(crate) fn spot(value: &Spanned<DeValue<'_>>) -> Option<Spot> {
    Some((value.get_ref().as_str()?.to_owned(), value.span()))
}

pub(crate) fn parse(source: &Arc<Source>) -> Result<Spanned<DeTable<'_>>, Problem> {
    DeTable::parse(source.text()).map_err(|error| {
        let title = format!("not valid TOML: {}", error.message());
        Problem::new(source, error.span().unwrap_or_default(), title, "here")
            .with_help("TOML is described at https://toml.io")
    })
}
